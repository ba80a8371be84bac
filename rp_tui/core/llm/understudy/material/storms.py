"""What a speaker says when it gets serious: love and blows, grief, secrets and silence."""

TEXT = """
== say love
fond | I know. I've known for a while. I love you too, you impossible person.
fond | Say it again tomorrow, in daylight. I'll say it back then as well.
fond | Good. Because I was running out of ways not to say it first.
any | You can't just say that. You can't say that and stand there.
any | Do you know what you're saying? I'm not asking to be cruel.
any | I don't have an answer that's as good as that.
any | Give me time. That isn't a no. Listen to me: it isn't a no.
dry | I had a joke ready for almost anything. Not for that.
dry | You have appalling taste. Thank God.
warm | Oh, my dear. Oh, you dear, foolish heart.
shy | You... me? Are you sure? No, don't check. Don't check.
bold | Took you long enough.
fierce | Don't you dare say that and not mean it.
grave | I had put that word away. I didn't think I'd be handed it back.
bright | I'm going to cry. I'm not crying. I'm crying.
cold | Don't. Please don't make me answer that.
cold | You hardly know me. You're in love with someone you made up.

== say kiss
any | That was... well. That was.
any | You might have given me some warning.
any | We should probably talk about that. Not yet, though.
fond | Again. I wasn't ready, and I want to be ready.
fond | You taste of the whole day. I like the day better now.
dry | I'd like it noted that I was mid-sentence.
shy | I forgot my own name for a second there.
bold | Is that all you've got?
fierce | Don't start what you won't finish.
grave | I have wondered about that. I wondered too little.
bright | Oh. Oh! I'm, wow. Hello.
cold | No. Not that. Not like that.

== say hug
any | I didn't know I needed that. Don't tell anyone.
any | You're warm.
any | Stay a second. Nobody's looking.
fond | There. Everything else can wait in the hall.
fond | Don't let go first. I never let go first, and I'd like to see what happens.
dry | If this gets out, I'm ruined.
warm | There, there. I've got you.
shy | Is this... okay. Okay. This is good.
bold | Mind your hands. Or don't.
fierce | Who do I have to hurt?
grave | It has been a long time since anyone did that.
bright | Best part of the day. Ranked. Official.
cold | Are you finished?

== say insult
any | You don't mean that. If you do, say it again slower.
any | That's a large thing to throw at someone from so close.
any | I'll let you have that one. There won't be another.
any | What happened to you today, that I get to have it?
any | Feel better? No. It never works, does it.
dry | Is that your best? I've had worse from pigeons.
dry | I'll add it to the collection. It's alphabetical.
warm | You're hurting. I can tell, because you're never like this.
shy | I... okay. I'll just. Okay.
shy | You don't have to shout. I heard you the first time.
bold | Ooh. It has claws. Do another.
fierce | Careful. I bite back, and I don't miss.
fierce | Say that once more, and look me in the eye while you do.
grave | I have been called worse by people I respected more.
grave | Choose your next words as if they were the last I'll listen to.
bright | Wow. Okay. That was mean. I'm going to give you a second try.
cold | There it is. I was waiting for the real you.
fond | You'll be sorry for that in an hour. I'll wait the hour.
hurt | You knew exactly where to put that, didn't you.

== say accuse
any | I won't say it didn't happen. I'll say it wasn't how you think.
any | Who told you that? No. It doesn't matter. Sit down.
any | You've every right to ask. Let me find the beginning.
any | And if I had? Would you want to hear why?
dry | Guilty of something, surely. Remind me of the charge.
warm | I'd never hurt you on purpose. I know that's a small comfort.
shy | I didn't mean to. I kept meaning to tell you. I'm so sorry.
bold | Caught me. What are you going to do about it?
fierce | Don't stand there and judge me. You weren't there.
grave | Yes. I did that. I've no good word to put in front of it.
bright | No, no, no, it's not like that! It's a bit like that. Oh no.
cold | Think what you like. You will anyway.
fond | I'd rather lose an arm than have you look at me like that.

== say violence
any | Once. You get that once.
any | Is that who you want to be tonight?
any | All right. Now you've done it. What comes next?
dry | I see we've moved on to the practical part.
warm | Stop. Look at me. This isn't you.
shy | Please. Please don't.
bold | Is that how you say hello? I'll remember.
fierce | Wrong. Move.
fierce | Do that again and only one of us walks out.
grave | I could end this. I'd rather you did.
bright | Ow! What is wrong with you?
cold | Get away from me.
hurt | I didn't think you had that in you. I wish I didn't know it now.

== say sad
any | Oh, {name}. I'm sorry.
any | You don't have to be all right about it. Not with me.
any | Tell me about it, or don't. I'll be here for either.
any | There's nothing clever to say to that. So I won't.
any | How long have you been carrying that around by yourself?
any | {Topic}. No wonder you look like that.
dry | I'd make a joke, but it'd only be to have something to hold on to.
warm | Come here. No, all the way.
warm | Let it out. There's nobody here but me, and I'm not going anywhere.
shy | I don't know what to say. I'll stay, though. If that helps.
bold | Right. Tonight you're not going to be alone, and that's not a question.
fierce | It isn't fair. I'd fight it for you, if it had a face.
grave | It doesn't pass. But one grows around it, like a tree around a nail.
bright | I wish I could just turn the lights back on for you.
cold | I'm... sorry to hear it. I mean that, for what it's worth.
fond | Give me half of it. That's what I'm for.

== say confide
any | I'm listening. Take it slowly.
any | It stays in this room. You have my word.
any | Why tell me? I'm not complaining. I only want to know why me.
any | That can't have been easy to say.
any | {Back}. All right. Thank you for telling me.
dry | I've forgotten it already. That's how good I am.
warm | Thank you for trusting me with that. I'll be careful with it.
shy | I've never told anyone anything like that. I'm honoured, I think.
bold | Now that's interesting. Now you're interesting.
fierce | Whoever made you keep that quiet, I don't like them.
grave | Then it is two of us who carry it now.
bright | I won't tell a soul. I won't even tell my diary, and I tell it everything.
cold | And what am I supposed to do with that?
fond | There's nothing you could tell me that would send me out of that door.

== say laugh
any | There. That's a sound I could stand to hear more of.
any | Stop it. I'm trying to be serious.
any | I'm glad one of us finds it funny. No, I do too. A bit.
any | You've a terrible laugh. Never change it.
dry | Don't encourage me. I have more.
warm | Oh, that did me good.
shy | I wasn't even trying to be funny. Was I funny?
bold | I'm hilarious. I've been trying to tell people.
fierce | If you tell anyone that I laughed, I'll deny it.
grave | I'd forgotten that I could.
bright | I can't breathe. I can't. Don't look at me.
cold | Are you done?
fond | I'd tell bad jokes till morning to keep you doing that.

== say steady
any | Take all the time you want. I've nowhere better to be.
any | We can sit here until it's light, if that's how long it takes.
any | You don't have to carry it any further tonight.
any | I'm not going anywhere.
any | Does anybody else know?
any | Breathe. Then the next bit.
any | I'd rather know than not know. Remember that, when you're lying awake.
warm | There's no wrong way to feel about it.
dry | I'm told that I have a shoulder. It's not much used, it's nearly new.
shy | You can hold on to my sleeve, if you want. People do. Well. You could.
bold | And if you want to break something, I'll find you something worth breaking.
fierce | Anyone who makes it harder for you answers to me.
grave | Grief is a long guest. One learns where it likes to sit.
bright | Tomorrow I'm bringing you something ridiculous. It's going to help a tiny bit.
fond | I've got you. I've had you for a while, in case you hadn't noticed.
cold | I won't use it against you. You may find that hard to believe.

== say plea
any | All right. I won't.
any | I wouldn't. You ought to know that I wouldn't.
any | I wasn't going to. But I see that someone did, once.
any | You've said it twice now, the second time with your eyes.
dry | Too late, I've had it printed. No. All right.
warm | Shh. I wouldn't dream of it.
shy | I didn't mean... no. I won't. I promise.
bold | Make me. Gently.
fierce | Then don't hand me reasons.
grave | You have my word.
bright | Okay! Not doing it. Look, this is me, not doing it.
cold | I'll do as I like.
fond | For you, I'll be good. Ten minutes, at least.

== say silence
any | You've gone quiet.
any | We don't have to talk. I like it when we don't have to.
any | Whatever it is, it'll keep. Or it won't, and then you'll tell me.
any | I can hear you thinking from here.
dry | Riveting. Do go on.
warm | It's all right. Take your time.
shy | I don't mind. The quiet, I mean. With you it's not so loud.
bold | Cat got your tongue? Lucky cat.
fierce | Say it, or stop chewing on it.
grave | Some silences are answers. I'm trying to read this one.
bright | Okay, I'll go first! I have nothing. But I'll go first.
cold | If that was all, I have things to do.
fond | You're doing that thing with your face. I like that thing.

== say gift
any | For me? What have I done?
any | You shouldn't have. I'm very glad you did.
any | Where did you get this?
any | I'll look after it. Better than I look after most things.
any | Is that the {noun}? I thought there was only the one.
dry | And what do I have to sign?
warm | Oh, you thought of me. That's the whole present, right there.
shy | I don't have anything for you. I should have had something for you.
bold | Presents! You do know the way to my heart. It's exactly this way.
fierce | I don't take charity. ... It's not charity, is it. All right.
grave | I accept this, and what it means.
bright | For me! Can I open it? Is it open? It's open!
cold | What's this for?
fond | You remembered. Of course you did.

== say look
any | What? Have I got something on my face?
any | You're somewhere else. Come back when you're done there.
any | Go on, say it. It's looking out of your eyes anyway.
any | I see it too. I've been trying not to.
dry | I'm told I have a good side. Nobody will say which.
warm | What is it? You've got that crease between your eyes.
shy | Don't look at me so long. I forget how to stand.
bold | Like what you see?
fierce | What are you staring at?
grave | You look as if you were counting what's left.
bright | What? What is it? Is it a bird?
cold | If you've something to say, say it.
fond | You can look. I'd have charged anyone else.

== say gesture
any | I'll take that as an answer.
any | Mm. That's what I thought.
any | You don't have to say it. I got it.
any | I know that look. It usually costs me something.
dry | Eloquent as ever.
warm | I know, I know.
shy | Is that a yes? It looked like a yes.
bold | You're adorable when you don't know what to say.
fierce | Use your words.
grave | That was well said.
bright | I'm going to pretend that was a yes!
cold | Charming.
fond | You and your whole conversations without a word.

== say action
any | Careful.
any | You never could keep still.
any | What are you up to?
any | I'd ask, but I think I'd rather watch.
any | Need a hand with that, or is it a one-person job?
dry | By all means. Don't mind the audience.
warm | Let me help you with that.
shy | Should I... do you want me to do something?
bold | Now you've got my attention.
fierce | If that's for show, I'm not buying.
grave | So. That is how it begins.
bright | Ooh, are we doing that now? I'm in!
cold | Must you?
fond | Look at you. I could watch you do that all day.
"""
