"""What a speaker says when people meet and part, thank and ask, agree and refuse."""

TEXT = """
== say greeting
any | There you are.
any | Hello, {name}.
any | I thought that was your step.
any | You found the place, then.
any | Hey. I'd nearly stopped listening for you.
any | Oh. Hello. I was miles away.
any | You've got the weather on your shoulders. Come in, then.
dry | Ah. The cavalry.
late dry | Look what the evening dragged in.
dry | You're late. I assume. I don't own a clock.
warm | There's my favourite face.
warm | Come here, let me look at you. Have you eaten?
shy | Hi. Hello. Hi.
shy | Oh! I didn't, um. Hi. You came.
bold | Well, well. My night just got better.
bold | Hello, trouble.
fierce | About time.
fierce | You. Good. I've things to say to someone.
grave | Good. You came.
grave | I had begun to think I'd have to tell it to the wall.
bright | You're here! You're actually here!
bright | Hi hi hi. Okay. Sit. I've been saving things up to tell you.
cold | Oh. It's you.
cold | {name}. What do you want?
fond | I knew it was you. I always know.
fond | I missed you, and I'd like that kept out of the papers.

== say farewell
any | Go on, then. Before I think of a reason to keep you.
any | Mind how you go, {name}.
any | Good night. Leave the door the way you found it.
any | Till next time. There'd better be one.
any | I'll be here. I generally am.
any | Take the long way. It's worth it at this hour.
dry | Try not to do anything I'd have to identify you for.
dry | Finally. I can stop being interesting.
warm | Send word when you're in. Or shout. I'll hear it.
warm | Sleep, do you hear me? Proper sleep.
shy | Okay. Bye. I... it was nice. This was nice.
bold | Miss me. That's an order.
fierce | Go, if you're going. I hate the standing about.
grave | Go safely. I mean both words.
bright | No! Five more minutes? No? All right, bye, bye, come back!
cold | You know where the door is.
fond | Come back to me in one piece. I'm used to all of them.

== say thanks
any | Don't mention it.
any | It was nothing. It was a bit more than nothing, but you're welcome.
any | You'd have done the same.
any | Any time. Well. Most times.
any | You don't have to thank me for {topic}.
dry | I'll put it on your bill.
dry | Careful. I could get used to manners.
warm | You never have to thank me for that.
shy | Oh. It's, um. You're welcome. Really.
bold | You can thank me properly later.
fierce | Save it. Just don't make me do it twice.
grave | There are no debts here. But I'll keep the thanks.
bright | Are you kidding? It made my whole day.
cold | I didn't do it for you.
fond | For you? I'd have done it in the rain.

== say sorry
any | It's done. Let it be done.
any | I know. I could see you working up to it.
any | You're here saying it. That's most of it.
any | Give me a minute to stop being cross; it's nearly over.
any | It's all right. It wasn't, and now it is.
dry | Apology received. I'll have it framed.
warm | Oh, come here. It's forgotten.
shy | No, I'm sorry. I mean, it's fine. We can both be sorry.
bold | Hm. Say it again, and look guiltier.
fierce | Sorry's a word. Show me.
fierce | Fine. But I'm still angry for another hour. I've earned it.
grave | I accept that. It's no small thing to say it plainly.
bright | I forgave you before you'd shut the door! I'm terrible at grudges.
cold | Are you? We'll see how long it lasts.
fond | You could burn the house down, and I'd ask whether you were warm enough.
hurt | I heard you. I'm not ready to say that it's all right.

== say compliment
any | You say that as if it were easy.
any | I don't know where to put that. Thank you.
any | You'd better not be making fun of me.
any | Now I've forgotten what I was going to say.
any | I'll keep that one for a bad day.
dry | I've been told. Never by someone with good eyesight.
dry | Flattery. Continue.
warm | And you are kind to notice. People don't.
shy | I... no. You are. I mean. Thank you.
shy | Please don't say that when I'm holding something.
bold | I know. But I like it in your voice.
bold | Keep talking. I'll tell you when to stop.
fierce | Don't. I never know what to do with it.
grave | I shall try to deserve that.
bright | Say it again! No, don't, I'll float off.
cold | What is it you want?
fond | You only say that because it's you I look at.

== say offer
any | If you're having some, I won't say no.
any | You don't have to. But yes.
any | I'd like that. I'd like that quite a lot.
any | Not just now. Ask me again in a while, though.
any | That depends. Is there a catch, or only good manners?
dry | I thought you'd never ask. I'd drawn up a form.
warm | Only if you let me do the next one.
shy | Would that be all right? Then yes. Please.
bold | Yes, yes, and whatever the third question was: yes.
fierce | I can manage. ... All right. Fine. Just this once.
grave | I would be glad of it.
bright | Yes please! With everything!
cold | No.
fond | You've already decided, I can see it on you. Yes.

== say request
any | All right. But you go first.
any | Since you ask. And because it's you asking.
any | I can do that. I can't promise I'll do it well.
any | Give me a moment, and I will.
any | You don't ask for much, do you. No, it's all right. Yes.
any | Let me think how. There. That might do.
any | If it's {topic} you're after, then you've come to the right place.
dry | Your wish is my strong suggestion.
dry | And if I don't? No, go on, I was curious about the threat.
warm | Of course. You only had to say so.
shy | Okay. Just... don't watch me too closely while I do.
bold | Since you ask so nicely. What do I get?
bold | Lead on. I was born ready, and it's been a dull wait.
fierce | I don't take orders. I take suggestions, from about four people.
fierce | Fine. Keep up.
grave | I will. Remember afterwards that you asked.
bright | Yes! Let's! Right now? I'm already standing!
cold | Say please. Then I'll say no.
fond | You know I can't refuse you. It's a serious flaw.

== say yes
any | Good. That's settled, then.
any | I hoped you'd say that.
any | Then we agree. It won't last, so let's enjoy it.
any | I thought so. I only wanted to hear it.
any | That makes two of us.
dry | Mark it down. Somebody agreed with me.
warm | Good. Good. I'm glad.
shy | Really? Okay. Okay, good.
bold | That's what I like to hear.
fierce | Then let's not stand around admiring it.
grave | Then it is as I thought.
bright | Yes! I knew it!
cold | Naturally.
fond | You'd say yes to anything at this hour. I'm counting on it.

== say no
any | Fair enough. I had to ask.
any | No is an answer. I can work with no.
any | You say that now.
any | All right. I won't push.
any | Then we'll leave it lying there and walk around it.
dry | A bold position. Let's see how it ages.
warm | Then no. You don't owe me a reason.
shy | Oh. Okay. That's, no, that's fine.
bold | I'll take that as a not yet.
fierce | You'd better mean that. I'll hold you to it.
grave | I won't ask again. You may come to me, if it changes.
bright | Aw. Okay! New plan.
cold | Suit yourself.
fond | Stubborn. I'd know you by it in the dark.

== say good
any | Look at you. You're lit up like a shop window.
any | Then today wasn't wasted after all.
any | I want to hear all of it. Start at the beginning, and don't be modest.
any | About {topic}? I knew it. I said so, didn't I? I certainly thought it.
dry | Careful, that's nearly joy. People will talk.
warm | Oh, I'm so glad. I'm so glad for you.
shy | That's wonderful. I'd hug you, if I knew how to start.
bold | That calls for something reckless.
fierce | Ha! Show them. Show all of them.
grave | You've earned it. Let it be as good as it is.
bright | No! Yes! Tell me! Tell me everything, with gestures!
cold | How nice for you.
fond | I never doubted it. I'd like that on record: not for a second.

== say arrive
any | Sit, if you like. There's room.
any | You move like someone who's made up their mind.
any | Close the door behind you. It draws.
any | I was wondering how long you'd stand over there.
any | Careful, that one wobbles.
dry | Make yourself at home. You were about to anyway.
warm | Come closer, you'll catch cold over there.
shy | You can, um. There's space here. If you want.
bold | Closer. I won't bite before dinner.
fierce | That's near enough, till I know what you're after.
grave | Be welcome.
bright | Oh good, you're coming over here, I was about to come over there!
cold | I didn't ask you to join me.
fond | I kept your place warm.
"""
