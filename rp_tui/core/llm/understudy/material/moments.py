"""What a speaker says of this very moment: the weather, the hour, what was asked."""

TEXT = """
== say rain
any | Listen to that rain. It's been at it for hours, and it hasn't once repeated itself.
any | If this rain keeps up, nobody's going anywhere.
any | Rain like this makes people honest. I've never worked out why.
dry | At least the rain is sincere.
warm | You'd better not have come through that rain without a coat.
terse | Rain's not done yet.

== say storm
any | It's going to get worse before it gets better. The storm, I mean. Mostly the storm.
any | Did you count? That one was closer.
bold | I like a storm. It's the only thing that's louder than I am.
terse | That one was close.

== say snow
any | It's still coming down. By noon you won't know the place.
any | Everything's quieter with the snow. I keep catching myself whispering.
warm | Look at it snow. I could watch it till my nose froze.
terse | Snow's lying.

== say wind
any | That wind's looking for something. I hope it finds it elsewhere.
any | You have to talk over the wind, or wait for it to breathe.
terse | Wind's up.
terse | Hear that? It's gone round.

== say fog
any | I can't see ten steps in this. I rather like not knowing what's out there.
any | Fog like this, people say things they'd never say in the sun.
terse | Can't see a thing out there.

== say heat
any | It's too hot to lie. It's too hot for most things.
any | I'd sell my own mother for a breeze.
terse | Too hot to argue.

== say sun
any | It's too fine a day for this conversation. Let's have it anyway.
any | Look at that light. It makes even me look honest.

== say night
late | Nobody tells the truth at noon. It's always about this time.
late | We're the only two fools still awake, I should think.
late | I do my best thinking at this hour. I do my worst deciding at it as well.
terse late | Late for talk.

== say morning
any | I'm never entirely a person before breakfast. Bear with me.
any | This early, everything's still possible. Give it an hour.
bright | Mornings! You can do anything with a morning!

== say day
any | There's a lot of this day left. I don't know if that's a promise or a warning.
any | I'd meant to have half my work done by now.

== say evening
any | This is the hour I like. Everything's been decided, and nothing's happened yet.
any | The day's nearly spent. I'd like to get something out of what's left of it.

== say thing
any | I've still got the {thing}, you know. I keep meaning to ask you what you'd do with it.
any | I had the {thing} in my hand earlier, and I thought of you. I couldn't say why.
dry | I own a {thing} and a clear conscience. One of them gets more use.
bold | You haven't asked about the {thing}. Everyone asks about the {thing}.
terse | I've kept the {thing} by me.
grave | I look at the {thing} sometimes, and I remember what it cost.

== say doing
any | Don't mind my {my_doing}. I listen better with my hands full.
any | I'm only {my_doing} so that I don't say the first thing that comes into my head.
dry | I can go on {my_doing} and disagree with you. I've practised.
warm | Come and keep me company; I can talk while I'm {my_doing}.
terse | I'll go on {my_doing}, if it's all the same.
bright | You know what's good about {my_doing}? You can talk the whole time!

== say earlier
any | I've been thinking about what you said before. {Earlier}. I didn't answer that properly.
any | {Earlier}. You said so, a while back. I was listening.
any | Something you said hasn't let go of me. {Earlier}.
dry | {Earlier}, you told me. And people say that I never listen.
warm | {Earlier}. I hadn't forgotten. I was only waiting till you had more to say on it.
terse | {Earlier}. I heard that.
grave | You said something before. {Earlier}. I haven't put it down since.
bold | Don't think I missed it. {Earlier}. We're coming back to that.
bright | Wait, go back! {Earlier}! You can't just say that and move on!

== say outside
any | I know each of those words. I don't know them in that order.
any | You say the strangest things. Did somebody put you up to it?
any | Is that a riddle, or have you been at the good bottle?
any | I'm what you see. If there's more to it, nobody's told me.
any | Whatever you're asking, I haven't got it. I've got this place and my two hands.
dry | Is this a cult? You can tell me if it's a cult.
warm | You've gone somewhere I can't follow, dear. Come back and try again.
shy | I don't, um. I don't know what that means. Should I?
bold | Pinch me and find out.
fierce | Talk sense, or talk to someone else.
grave | I have no answer to that. I'm not sure that it is a question.
bright | I didn't understand any of that, and I loved it!
terse | Don't know what that is.
terse | I'm who I always was.

== say strange
any | I didn't catch a word of that. Was it meant for me?
any | Say that again, in something I can follow.
any | That's no tongue I know. It sounded as if it mattered, though.
any | Are you all right? That came out sideways.
any | One of us has had too little sleep, and I can't tell which.
dry | Bless you.
dry | I had a cat that used to say that. It wanted out.
warm | Slowly, now. I'm listening, but I lost you at the first word.
shy | Sorry, I... I didn't understand. I'm sure it's me.
bold | I don't know what you just called me, but say it again.
fierce | In words, please.
grave | I don't have that language. I wish that I did; you said it with care.
bright | What was that? That was great! What does it mean?
terse | Didn't follow.
terse | Try that again.
cold | I'm not going to guess.

== say long
any | That's a great deal to hand over at once. Let me start at the end of it.
any | You've been saving that up. I heard all of it, I think. It's the last part that I'd ask about.
any | Give me a moment. That was a whole road you walked me down. {Back}, you say?
any | {Back}. It took you a while to get to that. I understand why.
dry | I'd like the minutes of that, when they're typed up. {Back}. That's the nub of it?
warm | You've had all that in you, and nowhere to put it. Put it here.
shy | I didn't want to interrupt. I... you said a lot of things that I'd like to keep.
bold | Breathe. Good. {Back}: was that what you came to say?
fierce | Right. I listened to every word. Now tell me what you want done about it.
grave | One doesn't answer that in a sentence. I'll answer the last of it. {Back}.
bright | Okay, okay, okay. I have questions about every single part of that!
terse | Long way round. {Back}. That's it?
terse | That's a lot. I'll think on it.

== say invite
any | Where to? No, don't tell me. If I know, I'll find a reason against it.
any | I'd like that. I'd have to stop being busy first. I think I could stop being busy.
any | Ask me again when I've finished this, and I'll say yes.
any | You make it sound simple. You pick something up, you walk out.
any | And who minds things here? No, go on. Tell me where.
dry | With my social calendar? Let me see. Yes.
warm | Then we'll want something to eat on the way.
shy | Together? I mean... yes. I'd like that. Together.
bold | I thought you'd never get round to it.
fierce | Now? Good. I was going mad with waiting.
grave | I have not gone anywhere in a long time. Perhaps that is the reason to.
bright | Yes! Where? It doesn't matter! Where?
terse | Can't leave this. Ask me after.
terse | Where?
cold | With you? I think not.
fond | I'd follow you to the end of the road, and complain all the way.

== say ask yes
any | {Asked}? I'd have to think. No. I don't have to think. Yes.
any | {Asked}? Better than I'd like to.
any | {Asked}? You wouldn't ask if you hadn't guessed already.
any | {Asked}? Not the way you mean it. But there's something to it.
any | {Asked}? I won't lie to you. I don't know yet.
dry | {Asked}? The committee is still out.
warm | {Asked}? Oh, I hope so. I do hope so.
shy | {Asked}? I... sort of. Yes. Don't make me say how much.
bold | {Asked}? Watch me.
fierce | {Asked}? What kind of a question is that? Of course.
grave | {Asked}? I've asked myself the same, at worse hours than this.
bright | {Asked}? Ha! You have no idea!
terse | {Asked}? Aye. Some.
terse | {Asked}? No.
cold | {Asked}? That's not for you to know.
fond | {Asked}? With you, yes. Ask me with anyone else and I'd say no.

== say ask what
any | {Asked}? That's a longer evening than either of us has got.
any | {Asked}? I'd give you a different answer every day of the week. Today's is: I'm not sure.
any | {Asked}? Let me have that one for a minute.
dry | {Asked}? I had a good answer to that once. I lent it to someone.
warm | {Asked}? You do go straight for the soft parts, don't you.
bold | {Asked}? Buy me a drink, and I'll make it a good story.
fierce | {Asked}? You'd better be ready for the answer.
grave | {Asked}? I have carried that question longer than you have known me.
bright | {Asked}? Ooh. Okay. Top three, or just the one?
terse | {Asked}? Not something I say out loud.
terse | {Asked}? You'd not thank me for knowing.

== say ask why
any | {Asked}? I stopped needing a reason, somewhere along the way.
dry | {Asked}? I ask myself every morning. Then there's coffee, and I forget.
warm | {Asked}? Because I'd miss it. It's as plain as that.
bold | {Asked}? Have you seen how dull the other way is?
terse | {Asked}? Someone has to.
grave | {Asked}? Because I said I would. There used to be more to it.

== say ask who
any | {Asked}? Fewer than you'd fear.
any | {Asked}? You and me. I'd like to keep it to that.
terse | {Asked}? Nobody who'll talk.
bold | {Asked}? Let's say that I keep a short list.

== say ask where
any | {Asked}? Somewhere I had no business being.
terse | {Asked}? Here. And from my mistakes.
dry | {Asked}? A correspondence course. I never got the certificate.

== say ask when
any | {Asked}? You'll know it when it's here. I never do.
terse | {Asked}? In its own time.

== say ask how to
any | {Asked}? You start, and you're bad at it, and you don't stop.
terse | {Asked}? Slow. Same as anything.

== deed strange
any | {I} [frown], and [try] to make something of it.
any | {I} [look] at {you} as if the words might have been printed there.
any | {I} [cup] a hand behind {my} ear.
terse | {I} [wait] for it to turn into sense.

== deed outside
any | {I} [look] at {you} sidelong.
any | {I} [wait] to see if there <be> a joke in it.

== deed long
any | {I} [hear] it all out, and only then [move].
any | Halfway through {I} [have] put everything aside.
any | {I} [let] {my} hands lie until the last word of it.

== deed invite
any | {I} [look] at what {I} [be] about to do next, and [seem] to weigh the two.
any | {I} [laugh] under {my} breath, not at {you}.

== do break off
any | {I} [stop] halfway, and [let] it go.
any | {I} [think] better of it.
any | {I} [lose] the thread of it, and [stand] by that.
any | {I} [leave] it unfinished.
"""
