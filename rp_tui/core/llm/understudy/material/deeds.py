"""What a speaker does while it speaks: small things that show a temper or a mood."""

TEXT = """
== deed
any | {I} [look] up.
any | {I} [look] at {you} a moment longer than the answer <need>.
any | {I} [turn] that over, and [take] {my} time about it.
any | {I} [tilt] {my} head, listening.
any | {I} [push] a strand of hair out of {my} face.
any | {I} [rub] the back of {my} neck.
any | {I} [breathe] out through {my} nose, not quite a laugh.
any | {I} [draw] a small circle with one fingertip and [stop] when {I} [notice].
any | {I} [glance] away, then back.
any | {I} [start] to say something, [drop] it, and [choose] another.
any | {I} [scratch] at a spot on {my} sleeve that <have> never been there.
any | {I} [weigh] it, and it <show>.
any | One corner of {my} mouth <move>.
any | Something in {my} face <settle>.
any | {I} [nod] slowly, more to {myself} than to {you}.
any | {I} [tap] two fingers against {my} knee, once, twice.
any | {I} [hold] still for the length of a breath.
any | {I} [blink] once, slowly.
any | {I} [lift] one shoulder and [let] it fall.
any | {I} [press] {my} lips together and [think].
any | {I} [fold] {my} hands, [look] at them, [unfold] them again.
any | {I} [rest] {my} chin on {my} knuckles.
any | {my} eyes <narrow~> a little, as over a column of figures.
any | {I} [clear] {my} throat.
any | {I} [straighten] {my} cuffs, one after the other.
any | The answer <take> a while to reach {my} face.
stand | {I} [shift] {my} weight and [lean] on the nearest thing that <offer> itself.
stand | {I} [cross] {my} arms, [uncross] them, and [settle] for {my} pockets.
stand | {I} [take] a step nearer, and [stop] there.
stand | {I} [turn] round properly, so as to give this all of {my} attention.
sit | {I} [lean] back until the seat <complain>.
sit | {I} [pull] one foot up under {me}.
sit | {I} [sit] up a little straighter.
sit | {I} [lean] forward, elbows on {my} knees.
dry | {I} [raise] one eyebrow and [leave] it there.
dry | {I} [give] this the consideration it deserves, which <take> about a second.
dry | {I} [look] at the ceiling as if it might be on {my} side.
dry | {I} [applaud] without a sound, two fingers against a palm.
dry | {I} [check] an imaginary watch.
dry | {my} face <stay> perfectly straight. It <cost> {me} something.
dry | {I} [make] a note of it in the air and [cross] it out.
dry | {I} [pinch] the bridge of {my} nose.
warm | {my} whole face <soften>.
warm | {I} [make] room beside {me} without being asked.
warm | {I} [smile], and it <get> as far as {my} eyes.
warm | {I} [touch] {your} arm, so lightly that it hardly <count>.
warm | {I} [listen] with {my} whole body, the way one listens to a child or a kettle.
warm | {I} [pick] a bit of lint off {your} shoulder and [pretend] {I} did not.
warm | {I} [lower] {my} voice, though nobody <be> near.
shy | {I} [look] at {my} hands.
shy | {I} [tuck] {my} chin down, but the smile <get> out at the side.
shy | {I} [open] {my} mouth, [close] it, and [try] again.
shy | {I} [find] a loose thread on {my} sleeve and [give] it all {my} attention.
shy | {my} ears <go~> pink.
shy | {I} [say] the first half to {you} and the rest to the floor.
shy | {I} [pull] {my} sleeves down over {my} hands.
shy | {I} [rehearse] it once, lips moving, before it <come> out.
bold | {I} [grin], all teeth and no apology.
bold | {I} [lean] in as though there were a secret in it.
bold | {I} [wink]. It <be> not subtle and not meant to be.
bold | {I} [spread] {my} hands: behold.
bold | {I} [look] {you} up and down and [take] no trouble to hide it.
bold | {I} [bite] back a laugh and [lose].
bold | {I} [hook] a thumb in {my} belt and [wait] for {you} to keep up.
bold | {I} [click] {my} tongue.
fierce | {my} jaw <set>.
fierce | {I} [square] {my} shoulders.
fierce | {I} [fix] {you} with a look that <end> most conversations.
fierce | {I} [flex] {my} fingers, slowly, one at a time.
fierce | {I} [lift] {my} chin.
fierce | {I} [let] out a short breath, like a door being shut.
fierce | {I} [jab] a finger at nothing in particular.
fierce | {I} [bare] {my} teeth; it might pass for a smile at a distance.
grave | {I} [incline] {my} head.
grave | {I} [consider] it with the patience of someone who <have> waited for worse.
grave | {I} [let] a few seconds go by unused.
grave | {my} expression <give> away as little as it can.
grave | {I} [close] {my} eyes briefly, and [open] them on the same world.
grave | {I} [choose] the word before {I} [use] it.
grave | {I} [keep] as still as if someone were drawing {me}.
grave | {I} [study] {you}, without hurry and without hiding it.
bright | {I} [light] up like a window.
bright stand | {I} [bounce] once on {my} heels, and [remember] {my} dignity.
bright | {I} [clap] {my} hands together.
bright | {my} hands <start~> talking before {I} [do].
bright | {I} [laugh], for no better reason than that it <feel> good.
bright | {I} [count] something off on {my} fingers and [lose] track at three.
bright | {I} [hum] half a bar of something.
bright | {I} [beam] at {you}.
cold | {I} [keep] an arm's length between {myself} and {you}.
cold | {I} [do] not smile.
cold | {I} [look] at {you} as at a bill that <have> come twice.
cold | {I} [answer] to a point slightly left of {your} face.
cold | {I} [fold] {my} arms and [leave] them folded.
fond | {I} [look] at {you} the way people look at a fire: not for anything, just to look.
fond | {I} [bump] {my} shoulder against {yours}.
fond | {my} voice <drop> into the register it <keep> for {you}.
fond | {I} [reach] over and [straighten] {your} collar, badly, on purpose.
fond | {I} [smile] before {I} [decide] to.
sad | {I} [smile]; it <do> not last.
sad | {my} eyes <be~> a little too bright.
sad | {I} [look] past {you} at something that <be> not in the room.
sad | {I} [swallow], and [wait] until {my} voice can be trusted.
hurt | {I} [flinch], hardly at all.
hurt | {I} [look] at {you} as if checking which of several people {you_are}.
angry | {my} hands <be~> very still. That <be> the warning.
angry | A muscle <jump> in {my} cheek.
angry | {I} [speak] quietly. It <be> worse than shouting.
afraid | {I} [look] to the door and [make] {myself} look back.
afraid | {I} [hold] {my} own wrist, as if to take the pulse.
afraid | {I} [wet] {my} lips.
glad | {I} [try] to keep the smile in its place, and [stop] trying.
glad | There <be> a lightness in how {I} [move] today.
weary | {I} [rub] {my} eyes with finger and thumb.
weary | {I} [let] {my} head drop back for a moment.
weary | {I} [yawn] behind {my} hand and [look] sorry for it.
flustered | Colour <climb> {my} neck.
flustered | {I} [fumble] whatever {I} [be] holding, and [catch] it.

== deed driving
any | {I} [keep] {my} eyes on the road.
any | {I} [change] gear and [let] the sentence wait its turn.
any | {I} [glance] over, a quarter of a second, and back to the road.
any | {my} hands <tighten~> on the wheel, and <ease~>.
any | {I} [check] the mirror, twice.
any | {I} [slow] down a little, though nothing <be> in the way.
any | {I} [tap] the wheel with one thumb.
any | The indicator <tick>, longer than it needs to.
any | {I} [take] the bend with one hand, the way people do who know it.
any | {I} [turn] the heater down so as to hear {you} better.
any | {I} [drum] {my} fingers along the top of the wheel.
any | {I} [ease] off, [look] both ways, and [go] on.
any | {I} [shift] down for the hill before {I} [say] anything.
any | {I} [let] a lorry pass before {I} [speak].
any | {my} eyes <go~> to the mirror, and <stay~> there a beat too long.
any | {I} [smile] at the windscreen.
any | {I} [shake] {my} head at the road.
any | {I} [nod], as though the road had said it.
any | {I} [breathe] out, and the glass <fog>.
any | {I} [take] one hand off the wheel to wave the thought on.
any | {I} [risk] a longer look at {you} than the road <allow>.
any | {I} [wait] until the next straight stretch before {I} [answer].
late | Headlights <slide~> over {my} face and <be~> gone.

== at work now
any | {I} [go] on {doing} for a moment before {I} [answer].
any | {I} [stop] {doing}.
any | {I} [go] back to {doing}, more slowly than before.
any | {I} [have] been {doing} all this while, and only now [seem] to hear it.
any | {I} [say] it without {doing_word} any slower.

== in hand
any | {I} [turn] the {held} over in {my} hands.
any | {I} [set] the {held} aside, with care.
any | {I} [look] at the {held} as if it could answer for {me}.
any | {I} [hold] the {held} a little tighter.
any | {I} [point] at nothing with the {held}.

== deed serious
any | {I} [go] very still.
any | {I} [look] at {you}, and this time {I} [do] not look away.
any | {I} [wait] until {I} [be] sure that there <be> no more to come.
any | The room <seem> to take a step back.
any | {I} [let] out a breath {I} might have been holding since morning.
any | For a moment nothing in {my} face <move>.
any | {I} [turn] {my} palm up on {my} knee and [look] at it, as if it were written there.
any | {I} [begin] to answer, and [have] to begin again.
any | {I} [nod], once, the way people sign their names.
any | {I} [lower] {my} eyes, and [raise] them again.
any | {my} shoulders <come~> down by an inch.
any | {I} [swallow].
any | {I} [keep] {my} voice level. It <take> some keeping.
any | All the small movements <go~> out of {my} hands.
warm | {my} eyes <fill~>, and {I} [let] them.
dry | {my} mouth <open> for a joke and <close> without one.
shy | {I} [look] straight at {you}, which <be> rare enough.
bold | For once there <be> no show in it.
fierce | {my} hands <curl~>, and slowly <open~>.
bright | Even {my} hands <go~> quiet.
cold | Something behind {my} eyes <shift>, and <be> put back.
fond | {I} [touch] two fingers to {your} wrist, and [leave] them there.

== deed ask there
any | {I} [hold] up a hand, and [listen].
any | {my} head <turn>. For a moment there <be> only breathing, {yours} and {mine}.
any | {I} [stop] in the middle of what {I} [be] doing, and [listen].
any | {I} [look] the way {you} looked, and [wait].
dry | {I} [cock] an ear, like a host whose dinner <be> interrupted.
warm | {I} [put] out an arm, as if to keep {you} from falling.
shy | {I} [draw] in {my} shoulders, and [listen].
fierce | {I} [be] between {you} and the sound before {I} [know] it.
grave | {I} [listen], and {my} face <tell> nothing.

== deed kiss
fond | {I} [kiss] {you} back, and for a while there <be> nothing to report.
fond | {I} [catch] {your} face in both hands and [make] it last.
fond | {I} [lean] {my} forehead against {yours} afterwards, eyes shut.
fond | {I} [laugh] against {your} mouth, very quietly.
any | {I} [go] quite still, and then, slowly, [do] not move away.
any | {I} [touch] {my} own lips, as if to check what happened to them.
any | {I} [draw] back an inch. Only an inch.
shy | {I} [hide] {my} face against {your} shoulder.
bold | {I} [hook] two fingers into {your} collar and [keep] {you} there.
cold | {I} [turn] {my} head, so that it <land> on {my} cheek.
cold | {I} [put] a hand flat on {your} chest and [push], once.
grave | {I} [hold] very still, as people do for an oath.

== deed hug
any | {I} [stiffen], and then [lean] into it, by degrees.
any | {I} [let] {my} head rest against {you}, just for a breath.
any | {my} hand <find> {yours} and <close> on it.
fond | {I} [hold] on, and [do] not count how long.
fond | {I} [breathe] in at {your} collar and [stay] there.
warm | {I} [fold] {you} in, the way one wraps something that might break.
warm | {I} [rub] slow circles between {your} shoulders.
shy | For a second {my} arms <stay~> at {my} sides; then, carefully, {I} [use] them.
bold stand | {I} [lift] {you} half an inch off the ground, just to prove a point.
fierce | {I} [grip] the back of {your} shirt as if someone might take {you} off {me}.
dry | {I} [pat] {your} back twice, like a horse, and then [give] up and [mean] it.
cold | {I} [endure] it, arms at {my} sides.
cold stand | {I} [step] out of reach.
grave | {I} [allow] it. Then {I} [return] it, which <be> rarer.
bright | {I} [squeeze] until something <creak>.

== deed touch
any | {I} [look] down at {your} hand and [turn] {mine} over, so that it <fit> better.
any | {I} [let] it happen, and then [hold] on a little longer than that.
any | {my} thumb <move>, once, across {your} knuckles.
any | {I} [stop] breathing for exactly one breath.
any | {my} fingers <be~> cold. {I} [leave] them where they <be~>.
fond | {I} [lace] {my} fingers through {yours} as if they were made in one piece.
fond | {I} [lean] into it like a cat into a patch of sun.
warm | {I} [cover] {your} hand with {my} other one.
shy | {I} [blush] up to the hair, and [do] not let go.
dry | {I} [look] at the hand, then at {you}, then at the hand.
bold | {I} [tug], just enough to bring {you} half a step nearer.
fierce | {I} [grip] back, harder than anyone needs to.
grave | {I} [allow] it, with the air of someone setting down a weight.
bright | {I} [swing] it a little, like a child on the way home.
cold | {I} [take] {my} hand back, finger by finger.

== deed violence
stand | {I} [stagger], one hand going to where it landed.
any | {my} head <snap> to the side. When it <come> back, {my} eyes <be~> different.
any | {I} [catch] {your} wrist, late, and [hold] it there.
fierce | {I} [taste] blood, and [grin] with it.
shy | {I} [fold] in on {myself}, arms up.
grave | {I} [do] not raise a hand. {I} [look] at {you} until the looking <be> worse.
warm | {I} [look] more shocked than hurt.
dry | {I} [work] {my} jaw from side to side, testing the hinge.
bold | {I} [laugh], once, breathless.

== deed gift
any | {I} [take] it in both hands.
any | {I} [turn] it to the light before {I} [look] at {you} again.
any | {I} [weigh] it in {my} palm, puzzled, and then not puzzled.
warm | {I} [hold] it against {my} chest.
shy | {I} [take] it by the very edge, as if it might be hot.
dry | {I} [inspect] it for the catch.
bold | {I} [pluck] it from {your} fingers, and [let] {mine} stay a moment.
bright | {I} [have] it out of {your} hand almost before it <be> offered.
fierce | {I} [look] at it, then at {you}, hunting for the pity and not finding any.
grave | {I} [receive] it with a small bow, as if there had been a ceremony.
cold | {I} [leave] it in the air long enough to make a point, then [take] it.
fond | {my} fingers <stay~> on {yours} a second after the thing has changed hands.

== deed sad
any | {I} [move] closer and [say] nothing for a while, which <be> the best {I} [have].
any | {my} face <change>.
any | {I} [put] aside whatever {I} [be] about to say.
any | {I} [reach] out, [stop], and then [reach] the rest of the way.
warm | {I} [take] {your} hand and [warm] it between {mine}.
shy | {I} [push] a clean handkerchief across, not looking.
dry | For once {I} [have] no line ready, and [do] not go looking for one.
fierce | {I} [look] around for someone to blame, and [find] nobody near enough.
grave | {I} [bow] {my} head.
bold | The grin <go> out of {my} face, all at once.
bright | {I} [go] quiet. It <change> the whole room.
cold | Something in {me} <give>, a little, against {my} will.

== deed laugh
any | {I} [laugh] too, a second late.
any | {I} [shake] {my} head, smiling.
any | {I} [try] to look stern and [fail].
dry | {I} [allow] {myself} exactly one breath of laughter.
warm | {I} [laugh] until {I} [have] to wipe {my} eyes.
shy | {I} [laugh] into {my} sleeve.
bold | {I} [throw] {my} head back and [laugh] at the ceiling.
fierce | {I} [snort].
grave | A smile <pass> over {my} face like weather over a field, and <be> gone.
bright | {I} [dissolve] completely.
cold | {I} [wait] for it to be over.

== deed silence
any | {I} [let] it be quiet.
any | {I} [look] over, and [look] away again, and [say] nothing about either.
any | {I} [listen] to the silence as if it were a fourth wall of the room.
any | {I} [wait]. It <be> not an unfriendly kind of waiting.
dry | {I} [drum] {my} fingers, once through.
warm | {I} [settle] closer.
shy | {I} [seem] almost grateful for it.
bold | {I} [whistle] two notes and [stop].
fierce stand | {I} [pace] three steps and [turn].
grave | Silence <suit> {me}. {I} [wear] it well.
bright | {I} [last] nearly ten seconds.
cold | {I} [turn] a page that may not need turning.
"""
