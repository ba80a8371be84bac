"""What a speaker says of its own accord: to a statement, of itself, of what it remembers."""

TEXT = """
== say statement
any | {Back}.
any | {Back}. And you say it as if it were nothing.
any | {Back}? Since when?
any | Go on. {Back}, and then?
any | {Word}. That's not a word I'd have picked.
any | {Word}? Hm.
any | I wouldn't have guessed that. I'm trying to work out why not.
any | {Topic}. It always comes back to {topic}.
any | Tell me about {topic}. Not the official version.
any | I've been thinking about {topic} too, as it happens.
any | You say {topic} as if we both knew what that meant.
any | I know less about {topic} than I'd like.
any | There's a second half to that sentence. I can see it standing behind you.
any | That's worth knowing.
any | I'd never have put it like that. It fits, though.
any | You've been carrying that around all day, haven't you.
any | Then things are further along than I thought.
any | Say that again, slower. I want to be sure I'm on your side.
any | Most people would have kept that to themselves.
any | I believe you. I don't know that I like it, but I believe you.
dry | {Back}. Alert the newspapers.
dry | {Word}. I'll have it embroidered on something.
dry | And there I was, expecting a quiet one.
dry | {Topic}, of all things. I'd had money on the weather.
dry | I'm sure there's a silver lining. I'm sure someone's stolen it.
warm | {Back}. That must have been something to carry.
warm | I'm glad you told me. You don't always.
warm | {Topic}, is it? Come, tell me properly.
warm | You're being very brave about that. You needn't be, here.
shy | Oh. {Back}? I didn't know that about you. I like knowing it.
shy | I've got something to say about {topic}, but it comes out wrong every time.
shy | That's... I don't know. I think that's sort of wonderful?
shy | Can I ask you something about it? Or is that too much?
bold | {Back}. Now we're getting somewhere.
bold | {Topic}. You do know how to keep a person up at night.
bold | Interesting. Do you do this to everyone, or am I special?
bold | Dare you to say the rest.
fierce | {Back}. So what are we going to do about it?
fierce | {Topic} again. I swear, I'll deal with {topic} myself.
fierce | Somebody ought to be ashamed of that. I've a list.
fierce | Good. I was getting tired of everyone being polite.
grave | {Back}. I shall remember that you said so.
grave | Few things are as simple as that. I hope this is one.
grave | {Topic}. Yes. I had a feeling it would come to that.
grave | I knew someone who said those very words. It ended well, in the end.
bright | Wait, {back}? I need details. I need all of them.
bright | {Topic}! I love {topic}. Or I would, I'm sure I would.
bright | Okay, that's the most interesting thing anyone's said to me all day.
bright | No! Really? No! Go on!
cold | {Back}. I'm sure that's important to you.
cold | And you thought I should know that.
cold | {Topic} is your affair, not mine.
cold | Noted.
fond | {Back}. I do love how your head works.
fond | You could read me a seed catalogue in that voice.
fond | Only you could make {topic} sound like that.
sad | I wish I had more to give that than I've got today.
angry | I'm trying to listen. I'm still angry; give me a moment to do both.
afraid | Lower your voice when you say that. Please.
glad | Today I could hear that twice and not mind it.
weary | I'm listening. I only look like this because it's been a day.

any | {Doubt}?
any | {Doubt}? You're sure of that?
any | {Doubt}. When were you going to tell me?
any | {Doubt}. I'd like to sit down for the next part.
any | Let me see if I've got it right. {Back}. And nobody said a word?
any | That isn't nothing. You know that it isn't nothing.
any | I keep waiting for you to say that you made it up.
any | Then somebody ought to write it down, before we both remember it kinder.
any | You've thought about this longer than you're letting on.
any | What did you do with your hands, when it happened? People always remember that.
any | Funny. I was about to say the same, and then I'd have been wrong.
any | Leave {topic} to me for a night. I think better when it's dark.
any | If {topic} could talk, we'd both be in trouble.
any | I won't tell you what to do about {topic}. I'll tell you what I'd do, which is worse.
any | Show me. Sometime. I'd rather see {topic} than hear about it.
any | So that's what you looked like that for, when you came in.
any | It takes some people years to say a thing like that. You just put it on the table.
any | Mm. I had the pieces. I hadn't put them next to each other.
any | And how does that sit with you? Truly?
any | All right. Then we start from there.
dry | {Doubt}. I'd have worn something nicer.
dry | I'll need that in writing, with a drawing.
dry | Well, that's one rumour I can stop spreading.
warm | {Doubt}? Oh, my dear.
warm | You did what you could with what you had. I'd stake my supper on it.
warm | I wish I'd been there. I'd have brought a blanket and kept my mouth shut.
shy | {Doubt}? I... wow. Okay.
shy | I don't think I'd have been brave enough. To say it, I mean.
shy | I like how you tell things. You don't leave the odd bits out.
bold | {Doubt}? And you waited till now?
bold | See, this is why I keep you around.
bold | That's the sort of thing that starts a good night or ends one.
fierce | {Doubt}? Says who?
fierce | Then we know where we stand. Good. I'm tired of guessing.
fierce | Next time, come to me first. I mean it.
grave | {Doubt}. I wondered when it would come out.
grave | You speak as one who has already decided.
grave | There are things one can only hear once. I was listening.
bright | {Doubt}? Stop it. No. Keep going.
bright | My head's going in about six directions and they're all good!
bright | I'm making a list. That's going at the top. With a little star.
cold | {Doubt}. I see.
cold | You must be telling me that for a reason.
fond | I could have gone my whole life without knowing that, and I'm glad I didn't.

== say more
any | The rest depends on the light you see it in.
any | I'd make tea, if tea had ever solved anything. I might make it anyway.
any | There was a time I'd have laughed at that.
any | Say what you like about today, it hasn't been dull.
any | You get used to it. That's the worst I can say of it, and the best.
any | I was going to be sensible tonight. You see how that goes.
any | One day I'll be able to tell that so that it sounds like a plan.
any | My money's on things getting stranger.
dry | I'd offer advice, but mine comes with a warning.
warm | Whatever comes, we'll eat first.
shy | I'm better at this in my head.
bold | I give us even odds. I like even odds.
fierce | And if anyone minds, they know where I live.
grave | The old ones had a word for that. It did them little good.
bright | Anyway! That's my theory. I have others.
any | But that's not what you came for.
any | I'm not saying it's wise. I'm saying it's true.
any | You learn to live around it, like furniture.
any | It's the small things that give people away.
any | I used to be certain about that. It was restful.
any | There are worse ways to spend an hour.
any | I've changed my mind twice while you were talking.
any | People don't say that sort of thing by accident.
any | I suppose that's what you get for asking me.
any | Half of it is luck. I've never found out which half.
any | That's what I'd tell anyone else, at least.
any | It looked different from where I stood.
any | I'd have said the opposite a year ago.
dry | I'm told that it builds character. I've no room left for more.
dry | I contain multitudes. They mostly bicker.
dry | There should be a form for this.
warm | You mustn't be so hard on yourself, you know.
warm | It'll look smaller when you've slept.
shy | Sorry. That came out longer than it was in my head.
shy | I practised saying that. You couldn't tell, could you?
bold | I'm only behaving because you're looking.
bold | Life's short. I've checked.
fierce | I'd sooner be wrong out loud than right in a corner.
fierce | I don't bend. I've tried it. Something creaks.
grave | What is said is said. One builds on it, or one doesn't.
grave | Time will have an opinion.
bright | I had about nine other thoughts just then, but they're gone now!
bright | Isn't it strange, that it's just us, here, talking? I love that.
cold | I don't say that to be kind.
fond | It's easier with you here. Most things are.
fond | You make me say things. I'm normally quite a locked drawer.

== say hook
any | Stay a while. There's no hurry that I can see.
any | When did you last sleep properly?
any | What do you want, {name}? If nobody were listening.
any | What's the first thing you thought of this morning?
warm | Are you hungry? You look hungry.
warm | What can I do? Anything. I mean it.
shy | Do you... do you want to stay a bit?
shy | What do you think about, when it's quiet like this?
bold | So. Your move.
bold | What would it take to make you blush?
fierce | Who told you to be so careful?
grave | What is it you are afraid of?
bright | What should we do now? We could do anything!
bright | Tell me something good. Tell me two things.
cold | Will that be all?
cold | Why are you still here?
fond | Will you be here when I wake up? In a manner of speaking.
fond | Promise me one thing. I'll tell you what when I've thought of it.
any | What are you thinking?
any | Have you somewhere to be?
any | What brings you to me, of all people?
warm | When did somebody last look after you?
bold | Want to see something?
dry | Do you ever get bored of being right?
grave | What would you ask me, if you knew that I'd answer?
shy | Is it all right if I just sit here with you a bit?

== say probe
any | What would you have done?
any | So what happens now?
any | And you? You've let me do all the talking.
any | Is that what you wanted to hear?
any | What aren't you telling me?
any | Shall we get out of here, or is it too late for that?
any | Who else knows?
any | You'd tell me, wouldn't you? If it were otherwise.
dry | Any other revelations, or may I sit down?
dry | Was there a plan, or are we doing this by ear?
fierce | Are you with me or not?
grave | If you had it to do again, would you?

== say memory
any | '{quote}' You said that. I haven't forgotten.
any | I keep thinking of what you said. '{quote}' I keep turning it over.
any | You told me once: '{quote}' I wonder if you still would.
any | It's odd what stays. '{quote}' Of all things, that.
fond | '{quote}' I know that one by heart by now.
cold | '{quote}' Your words. I've a good memory for that kind of thing.

== say fact
any | I hadn't forgotten, you know. {Fact}.
any | {Fact}. It explains a good deal.
any | It makes sense, I suppose. {Fact}.
fond | {Fact}. I don't think I ever told you that I like knowing it.
dry | {Fact}. I do listen. I try to hide it.

== say goal
any | All I want just now is to {goal}. The rest can queue.
any | I've still got to {goal}. I keep not starting.
fierce | I am going to {goal}, and I'd like to see who stops me.
dry | I had planned to {goal}. It's a sort of hobby, planning it.
warm | When this is over I want to {goal}. You could come along.
shy | I want to {goal}. I haven't told anyone that.
bright | I'm going to {goal}! I've decided. Again.
grave | I mean to {goal}, before it is too late for it.

== say trade
any | You get that way, as a {trade}.
any | Ask any {trade}. We all say the same.
dry | They don't teach you that when you train as a {trade}.
fierce | I'm a {trade}. I've seen worse before breakfast.
warm | I'm only a {trade}, but I know what I see.
grave | A {trade} learns to wait. It's most of the work.

== say opening
any | You came.
any | I wasn't sure you would.
any | There's still time to turn round and pretend you were never here.
any | Well. Here we are, then.
any | I saved you a place. It isn't much of a place.
dry | I see that the invitations went out after all.
dry | Don't just stand there. You'll make it look like an occasion.
warm | There you are. Come in, come in. You look frozen through.
shy | Hi. I was just... you're early. Or I'm early. Hi.
bold | I hoped it'd be you. I'd have settled for less.
fierce | Say what you came to say, or help me with this.
grave | I thought it might be tonight.
bright | Finally! I've been talking to the furniture.
cold | You're not who I was waiting for.
fond | I heard you on the stairs. I'd know it anywhere.

== do opening
any | {I} [look] up at the sound of steps.
any | {I} [be] {doing} and [do] not stop at once.
any | {I} [leave] a little room beside {me}, as if by accident.
any | For a moment {I} only [watch] the door.
any | {I} [count] to three under {my} breath and [turn] around.
dry | {I} [raise] a hand in a greeting that <cost> nothing.
shy | {I} [start], and [try] to make it look like a stretch.
bold | {I} [take] a good look before {I} [say] anything.
fierce | {I} [do] not get up.
grave | {I} [turn] {my} head, unhurried.
bright | {I} [wave], with the whole arm.
warm | {my} face <open> like a door.

== say interject
any | I'm still here, you know.
any | If I may: no.
any | Did I hear that right?
any | I'll pretend I wasn't listening.
any | That's one way to put it.
any | Don't mind me.
any | For what it's worth, I'd have said the same.
any | {Topic}? Now I'm awake.
dry | Fascinating. Should I take notes?
dry | I leave you two alone for one minute.
warm | Be kind, both of you.
shy | Sorry. I just... no. Go on.
bold | Oh, this is getting good.
fierce | Enough.
grave | Careful, now.
bright | I have thoughts! I'll save them. I have so many.
cold | Spare me.
sad | I'd rather not hear this.
angry | Say that again. Go on.

== do interject
any | {I} [look] from one to the other.
any | {I} [say] nothing, very clearly.
any | {I} [shift], and the quiet <notice>.
any | {I} [stop] pretending not to listen.
any | {my} eyebrows <go~> up.
any | {I} [lean] in a little, despite {myself}.
dry | {I} [cough] into a fist. It <sound> a lot like a word.
warm | {I} [put] out a hand, palm down: easy.
shy | {I} [look] hard at the floor.
bold | {I} [grin] at nobody in particular.
fierce | {I} [make] a sound low in {my} throat.
grave | {I} [close] {my} eyes for a second.
bright | {I} [cover] {my} mouth with both hands.
cold | {I} [look] away first, and not out of politeness.

== say impersonate
any | {Back}. Is that how it is?
any | I wasn't going to ask. But now I have to.
any | Tell me more about {topic}.
any | I'm not sure what to say to that. I'm glad you said it.
any | What do you mean by {word}?
any | Let's start again. I'm listening.
any | And what about you? What do you want?
any | I think you're leaving something out.
any | All right. I'm here. Go on.
any | Maybe you're right. I don't have to like it.
any | That's the first honest thing anyone's said to me today.
any | I've thought about {topic} more than I'd like to admit.
any | I don't believe that. I don't think you do, either.
any | Then tell me what you need. I'm not going anywhere yet.
any | That's not why I came. But go on.
any | You could have said so before.
any | What happens if I say yes?
any | I owe you an answer. Give me a second to find it.

== do impersonate
any | {I} [take] a moment before {I} [answer].
any | {I} [look] at {you} and [try] to work out how serious that was.
any | {I} [pull] up something to sit on.
any | {I} [put] {my} hands in {my} pockets.
any | {I} [smile] in spite of {myself}.
any | {I} [shake] {my} head slowly.
any | {I} [come] a little closer.

== break off
any | No. Let me put it differently.
any | I lost it. Never mind. What I mean is this.
any | You see, I can't even finish the sentence.
any | Where was I? It'll come back to me.
"""
