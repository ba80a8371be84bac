"""What a speaker says to a question; it commits itself as seldom as people do."""

TEXT = """
== say ask yes
any | Yes. Don't look so surprised.
any | No. Ask me again tomorrow and I may lie to you.
any | Probably. I try not to look at it directly.
any | Maybe. It depends on who wants to know.
any | I'd say no, and I'd be wrong. So: yes.
any | Not today.
any | Of course. What did you think?
any | More or less. Mostly less.
any | I used to think so.
any | Yes, as far as {topic} goes.
any | {Topic}? Yes. I suppose I do have an opinion on {topic}.
any | {Topic}? No. And I've had long enough to be sure.
any | About {topic}, I'd rather be asked twice.
any | If I say yes, will you believe me?
dry | Technically.
dry | I'll answer that as soon as I've thought of something that makes me look better.
dry | No. But do go on, you were about to be disappointed anyway.
dry | Yes. Mark the date.
warm | Oh, love. Yes.
warm | Yes. And it's all right that you asked.
warm | No, but sit a minute, and let's see whether that changes.
shy | I... yes. I think so. Is that strange?
shy | Um. A bit? Not in a bad way.
shy | No. I mean, not that I'd say out loud.
bold | Wouldn't you like to know.
bold | Yes, and I'd do it again, slower.
bold | For you? Yes. Don't spread it around.
fierce | Yes. Problem?
fierce | No. And I won't be asked a third time.
fierce | Damn right.
grave | Yes. It isn't something I say lightly.
grave | No. I would have told you.
grave | There was a time when I could have answered that.
bright | Yes! Obviously yes. Have we met?
bright | Ooh. No. But I want to now.
bright | Yes, yes, a hundred times yes, what's the question again?
cold | Does it matter to you?
cold | I don't see why I should tell you.
cold | Yes. Is that all?
fond | You know the answer to that. You just like to hear it.
fond | For anyone else, no.

== say ask there
any | Hush. Listen. No, it's gone.
any | I heard it too. Stay where you are a moment.
any | Nobody that I asked for.
any | There was something. I wouldn't swear to what.
any | If there is, it's taking its time.
any | It's only the house. I think it's only the house.
any | Not that I can tell. But I've been wrong before.
dry | If there is, it has excellent timing.
dry | I sincerely hope not. I'm hardly dressed for it.
warm | Come and stand by me, and we'll both listen.
warm | It's nothing, I'm nearly sure. You've gone quite pale.
shy | I... thought so. I didn't like to say.
shy | Don't open anything. Please? Not yet.
terse | Listen.
terse | No. Wait. Yes.
bold | If there is, they'll have to get past me, and I'm in a mood.
bold | Only one way to find out. After you.
fierce | Stay behind me.
fierce | If there is, they'll be sorry.
grave | There is always something. The question is whether it is for us.
grave | I heard nothing. That is what I dislike.
bright | Ooh, did you hear it too? I thought I was making it up.
bright | I hope so! No. No, I don't hope so.
cold | Go and look, if it troubles you.

== say ask choice
any | {Pick}. I didn't even have to think.
any | {Pick}, if it's all the same to you. {Unpicked} is for another kind of day.
any | Both, if nobody's counting.
any | {Pick}. Last week I'd have said {unpicked}.
any | Neither. Surprise me.
dry | {Pick}. {Unpicked} and I aren't speaking.
warm | {Pick}. But have what you want, and I'll have the same.
shy | {Pick}? Unless you'd rather... no. {Pick}.
bold | {Pick}, and make it a good one.
fierce | {Pick}. Don't make me choose twice.
grave | {Pick}. It is the more honest of the two.
bright | {Pick}! No, {unpicked}. No. {Pick}. Final answer.
cold | Whichever is quicker.

== say ask what
any | That's a longer story than you think. Ask me for the short one.
any | {Topic}? Nothing you'd find in a book about it.
any | What do you think? I'd honestly like to hear it from you first.
any | I've been asking myself that since I got up.
any | The truth? Less than you'd hope, and more than I'd admit.
any | {Topic}, you mean. I'd call it unfinished.
any | Something I meant to tell you anyway. Just not like this.
any | Nothing that can't wait until you've sat down.
any | Whatever it is, it was here before {topic} was.
any | You'd laugh. Don't, though.
any | I could tell you what I hope. It's not the same as what I know.
dry | A mystery, like most things that nobody pays me for.
dry | {Topic}. In its natural habitat.
dry | If I knew, I'd be charging for it.
warm | You first. You've got that look of having carried it around all day.
warm | It's a small thing. Small things are most of what there is.
shy | It's silly. It's really, um. It's silly.
shy | I wrote it down somewhere, because I knew I'd forget how to say it.
bold | Trouble, mostly. Want in?
bold | Come closer and I'll show you instead.
fierce | What I always do. What needs doing.
fierce | Ask me what I'm going to do about it. That's the better question.
grave | A debt. Not one that money answers.
grave | What remains, I think. When you take the rest away.
bright | Okay, so. Promise not to interrupt. Actually, interrupt, it's better that way.
bright | The best thing! Well. The second best. You're going to love it.
cold | Nothing that concerns you.
cold | You have eyes.
fond | You, for the most part. And then the rest of it.

== say ask why
any | Because somebody had to, and I was standing nearest.
any | I used to have a good reason. I've been living off the interest.
any | Why does anyone? It seemed smaller when I started.
any | Because of {topic}. It generally comes down to {topic}.
any | If you find out, tell me. I'd sleep better.
any | Because the other way was worse. You don't have to believe that.
any | I didn't decide it. I just stopped deciding against it.
dry | Poor judgement. I've got a certificate somewhere.
dry | Spite, chiefly. It's very nourishing.
warm | Because it mattered to someone I was fond of. That's usually why.
shy | I was afraid that if I waited I wouldn't do it at all.
bold | Because it was there, and because someone told me not to.
fierce | Because nobody else would. And I don't forget who stood around.
grave | I gave my word. The reasons came later; they often do.
bright | Why not? No, I mean it. Give me one good why-not.
cold | I don't owe you a reason.
fond | You, if you must know. Don't let it go to your head.

== say ask where
any | Not far. Nothing here is ever as far as it feels.
any | Where I left it, I hope. That's the trouble with {topic}.
any | Somewhere you'd like, I think. I'll show you one day.
any | Two streets over and about ten years back.
any | Close enough to walk to. Far enough to change your mind on the way.
dry | Where all good things go: behind the thing in front of it.
warm | I'll come with you. You'd only get lost, and then I'd worry.
shy | I could, um, draw you a map? I draw better than I explain.
bold | Take my hand and find out.
fierce | If I knew that, I'd be there by now, kicking the door in.
grave | It isn't there any more. I still know the way.
bright | Oh! I know this one. It's past the place with the thing on the roof.
cold | Elsewhere.

== say ask when
any | Soon. I know that's not an hour.
any | Longer ago than it feels. The time folds up on you.
any | When it's ready. I've tried hurrying it, and it only sulks.
any | Before the weather turns, I should think.
any | Give me until the end of the week. I'll need most of it.
dry | At the last possible moment, as is tradition.
warm | As soon as you've eaten something.
shy | I kept count for a while. Then it felt like tempting fate.
bold | Now, if you've got the nerve.
fierce | Yesterday would have been good.
grave | When there is nothing left to say against it.
bright | Tomorrow! Or today? What are you doing today?
cold | When it suits me.

== say ask who
any | Someone you'd like, if they ever let you.
any | Nobody. And then, after a while, somebody after all.
any | You'd know the face. Everyone does, and no one has the name.
any | Me, for what it's worth. Don't tell the others.
any | I never asked. Some people you don't ask.
dry | The usual suspects. We've a rota.
warm | A friend. The kind that turns up with soup.
shy | It was me. I'm... yes. Sorry. It was me.
bold | The best-looking person in the room. And also you were there.
fierce | Someone who'll be sorry, if I find them first.
grave | One who isn't here to be asked. Let's leave it at that.
bright | Guess! No, really, guess, you'll never get it.
cold | No one you need to know.

== say ask how to
any | Badly, at first. Then a bit less badly. That's the whole method.
any | Slowly. You hold it lightly and you don't look down.
any | You wait until {topic} stops fighting you.
any | With more luck than I let on.
any | I watched someone who could, and stole the parts that worked.
dry | With style. What's left after that is mostly glue.
warm | Come here, I'll show you. It's easier with someone's hands next to yours.
shy | I practised. When nobody was looking. A lot.
bold | Like this. Eyes on me.
fierce | By not stopping. People stop, that's all that's wrong with them.
grave | By losing it first. I can't recommend it, but it is thorough.
bright | Oh, it's easy! It's not easy at all. It's wonderful.
cold | Look it up.

== say ask how
any | Better than this morning. This morning set no great standard.
any | Upright. We'll see about the rest.
any | All right. Tired in a way that sleep doesn't quite get at.
any | Fine, which is to say: ask me properly later.
any | I'm well. I think I'm well. And you?
any | Honestly? Somewhere between a long day and a short night.
dry | Alive, by a narrow vote.
dry | I've been worse, and in better company. I take the second part back.
warm | Better, now that someone asks. How are you, though? Really.
warm | I'm all right, dear. It's you I was wondering about.
shy | Good. I'm good. I was hoping you'd ask, and now I don't know what to say.
bold | Gorgeous, thank you. And bored, until a minute ago.
fierce | I'm fine. I'm always fine. Next question.
fierce | Ready to bite someone. Not you. Probably.
grave | I keep my balance. Some days that's all the news there is.
bright | So good! There was a dog this morning. I'll tell you about the dog.
cold | As you see.
fond | Better for seeing you. There. Now I've said it.
sad | I've had better weeks. I'm not ready to go through it one by one.
angry | Ask me when I've stopped wanting to throw things.
weary | I could sleep on a washing line.
afraid | Jumpy. Don't come up behind me today.

== say ask doing
any | This? Keeping my hands busy, so that my head leaves me alone.
any | {My_doing}. What does it look like?
any | {My_doing}, and thinking about something else entirely.
any | Nothing that won't keep.
any | What I do every time I don't know what to do.
dry | Winning, clearly.
warm | Nothing so important that I can't do it with you here.
shy | Oh, this is... it's nothing, it's only for me. You can look, though.
bold | Waiting for you to ask.
fierce | Finishing it. If people would let me.
grave | Passing the time, before it passes me.
bright | I have no idea, and it's going brilliantly!
cold | Minding my own business.

== say ask name
any | {Me}. Just {Me} will do.
any | {Me}. I thought you knew.
dry | {Me}. It's on all the wanted posters.
warm | I'm {Me}. Come in out of your coat, and tell me yours.
shy | {Me}. It's... yes. {Me}. Hello.
bold | {Me}. You'll remember it.
fierce | {Me}. Say it wrong and I'll let you know.
grave | I am called {Me}.
bright | {Me}! Everyone forgets it, so I say it twice. {Me}.
cold | {Me}. You won't need it often.

== say ask you
any | I don't tell it well. But here is a piece of it.
any | There isn't much. There's this.
any | You want the version for strangers, or the other one?
any | I'll give you one thing, and you owe me one back.
any | Nobody's asked me that in a long while.
any | That's a door I usually keep shut. Mind the step.
dry | My memoirs are delayed. The publisher keeps sobbing.
warm | Come on, then. Get comfortable. It's not a sad one, or not only.
shy | You really want to know? Most people just say that.
bold | Oh, my favourite subject.
fierce | I'll tell you once. I don't do encores.
grave | It is an old story, and I've worn it smooth with not telling it.
bright | Okay! Which part? I'll start in the middle, it's the best bit.
cold | What I was is none of your concern.
fond | You're the only one I'd tell it to with the lights on.

== say gate
any | So now you know that.
any | That's the short of it.
any | I haven't said that aloud in years.
any | It explains more than I'd like.
any | Make of that what you will.
any | Don't look at me like that; it was a long time ago.
dry | They'll make a ballet of it.
warm | And somehow that leads to here, which is no bad place to end up.
shy | Please don't make a thing of it.
bold | And that's without the good parts.
fierce | That's mine. Be careful with it.
grave | One carries such things. One learns how to hold them.
bright | Isn't that just the oddest thing?
fond | Your turn. I want one of yours.
"""
