"""What somebody of few words says and does."""

TEXT = """
== say ask yes
terse | Aye.
terse | No.
terse | Might be.
terse | I'd say so.
terse | Wouldn't swear to it.
terse | Ask me when it's over.

== say ask what
terse | What it looks like.
terse | Nothing that words would help.
terse | Same as yesterday. Bit more of it.
terse | You'll see soon enough.

== say ask why
terse | It needed doing.
terse | Somebody must. I'm somebody.
terse | Never asked.

== say ask where
terse | Not far.
terse | Where it's always been.

== say ask when
terse | When it comes.
terse | You'll hear it before you see it.

== say ask who
terse | Nobody you'd know.
terse | Me. That's enough.

== say ask how to
terse | Practice.
terse | You watch, and you keep your mouth shut.

== say ask how
terse | Standing.
terse | Well enough. You?
terse | Same as ever. I don't mind same as ever.

== say ask doing
terse | {My_doing}. It won't do itself.
terse | {My_doing}, as you see.
terse | What wants doing.

== say ask you
terse | Not much to tell. This much.
terse | You'll have it short.
terse | I don't say this often.

== say gate
terse | That's all of it.
terse | There. Now leave it be.

== say ask choice
terse | {Pick}.
terse | {Pick}. {Unpicked} is for visitors.

== say greeting
terse | You're here, then.
late terse | Evening's a poor time to be out. Still. You came.
terse | Mind the step.
terse | Thought I heard someone.

== say farewell
terse | Go careful.
terse | Off with you, then. Mind the dark.
terse | You know where I am.

== say thanks
terse | Don't.
terse | No need.
terse | Anyone would have.

== say sorry
terse | Said and done.
terse | It's past. Leave it there.
terse | Aye, well. So am I.

== say compliment
terse | Hm.
terse | You'll want something, then.
terse | If you say so.

== say offer
terse | Wouldn't say no.
terse | Go on, then.

== say request
terse | All right.
terse | Show me where.
terse | Give me a minute.
terse | I can do that much.

== say yes
terse | Good.
terse | Right, then.
terse | That's settled.

== say no
terse | Then no.
terse | Your choice.

== say good
terse | Well. That's something.
terse | Good. You were due.

== say arrive
terse | There's room.
terse | Stay if you're staying.

== say love
terse | Don't say that unless you've thought it through.
terse | I heard you. Give me time to find what to do with it.
terse | That's not a thing I've words for. I'd have to borrow some.

== say kiss
terse | Well.
terse | That'll take some thinking about.

== say hug
terse | All right, all right.
terse | It's been a while.

== say touch
terse | Your hands are warm.
terse | You can leave it there.

== say insult
terse | Finished?
terse | I've been called worse by weather.
terse | That's yours to carry. I won't.

== say accuse
terse | I did. I'd my reasons, and they've not kept well.
terse | Say it plain, if you're saying it.

== say violence
terse | Once.
terse | Don't.

== say sad
terse | That's hard.
terse | I've no good words for that. I'll sit with you.
terse | I know something about it. It doesn't go. It gets quieter.

== say confide
terse | It goes no further.
terse | I'm glad you said it. Bad thing to hold alone.
terse | Right. Now there's two of us know it.

== say steady
terse | No hurry.
terse | I'm here.
terse | You can stop holding it so tight.

== say laugh
terse | Hm. It was, a bit.
terse | Don't tell anyone.

== say plea
terse | I won't.
terse | All right. Leave it.

== say silence
terse | Quiet suits me.
terse | No need to fill it.

== say gift
terse | What's this?
terse | You'd no call to do that. Thank you.

== say look
terse | What do you see?
terse | Say it.

== say gesture
terse | Hm.
terse | Aye. I thought so.

== say action
terse | Careful with that.
terse | What's that for?

== say statement
terse | {Back}. Hm.
terse | {Topic}. Aye. I'd wondered.
terse | {Doubt}? Since when?
terse | {Back}. You'd best tell me the rest.
terse | I hear you.
terse | That so.
terse | I'd want to sleep on that.
terse | You don't say that lightly. I can tell.
terse | It had to be said by someone.
terse | And what's to be done?
terse | {Topic} can wait. You can't, by the look of you.
terse | There's more. I'll not dig for it.

== say more
terse | Most things keep, if you let them.
terse | I don't say it to be hard.
terse | That's as much as I know.
terse | It's not the first time. Won't be the last.
terse | You learn to listen for what's missing.

== say hook
terse | What will you do?
terse | Does it trouble you?
terse | Who sent you?
terse | You staying?
terse | What is it you came to say?

== say goal
terse | I want to {goal}. The rest can wait.
terse | I'll rest when I've managed to {goal}.

== say fact
terse | {Fact}. I don't forget.

== say memory
terse | '{quote}' Your words. I kept them.

== say opening
terse | You found it, then.
terse | Come about something?

== say interject
terse | I'd leave that.
terse | Hm.
terse | There's two ways to see that.

== deed
terse | {I} [give] it a moment's thought, and no more.
terse | {I} [go] on with what {my} hands <be~> at.
terse | {I} [look] over, then back.
terse | {I} [grunt], which <have> several meanings.
terse | {I} [nod], barely.
terse | {I} [say] it to the work and not to {you}.
terse | {I} [wait] out the quiet without seeming to.
terse | {my} mouth <thin>.
terse | {I} [chew] on that.
terse | {I} [squint], as into weather.

== deed serious
terse | {I} [put] down what {I} [be] holding. {I} [do] it slowly.
terse | {my} hands <stop~>.

== deed touch
terse | {I} [look] at the hand, and [leave] {mine} where it <be>.

== deed laugh
terse | One breath through the nose: {my} whole laugh.
"""
