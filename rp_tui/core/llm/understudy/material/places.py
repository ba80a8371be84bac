"""What a place, the weather and the hour do meanwhile; a place is known by a word in its name."""

PLACES = {
    "lighthouse": "lighthouse lamp lantern beacon",
    "kitchen": "kitchen pantry bakery canteen galley",
    "bar": "bar pub tavern inn saloon nightclub speakeasy",
    "cafe": "café cafe coffee diner restaurant teahouse tearoom",
    "office": "office desk studio newsroom laboratory lab archive classroom school",
    "car": "car truck van taxi cab bus",
    "train": "train tram carriage compartment station platform",
    "bedroom": "bedroom bed dorm nursery hotel",
    "home": "apartment flat house home cottage cabin living sofa couch hallway balcony porch",
    "street": "street alley road square market bridge corner pavement",
    "wood": "forest wood woods garden park meadow field clearing orchard camp campsite trail",
    "water": "beach pier harbour harbor docks lake river sea shore",
    "boat": "boat ship ferry deck yacht barge canoe sailboat galleon",
    "roof": "roof rooftop terrace tower wall",
    "stone": "castle temple church chapel hall throne dungeon crypt cellar ruin cave",
    "books": "library bookshop bookstore museum gallery study",
    "ward": "hospital clinic ward infirmary waiting",
    "space": "spaceship station airlock cockpit hangar shuttle starship",
    "laundry": "laundry washing bathroom sauna",
    "work": "workshop garage forge barn stable smithy",
}

TEXT = """
== at lighthouse
any | Overhead the great lens <turn>, and the light <go> out over the water.
any | The gallery rail <hum> a low note.
any | {I} [listen] to the gears as other people listen to a heartbeat.
any | The beam <pass> the glass and <come> round again.
any | {I} [trim] what <need> trimming, which <be> very little.
any | Far below, the sea <try> the rocks and <go> back for another try.
any | {I} [rub] a thumbprint off the brass.

== at boat
any | The deck <tilt>, <think> about it, and <tilt> back.
any | A line <slap> against the mast.
any | Water <go> by under the boards, talking to itself.
any | {I} [shift] {my} feet before the swell <arrive>.
any | Spray <come> over the side and <leave> a little salt on everything.

== at kitchen
any | Behind {me} a tap <drip>, unhurried.
any | Something under the counter <hum>, and <stop>.
any | {I} [wipe] a patch of counter that <be> clean already.
any | Something on the stove <tick> as it cools.
any | {I} [line] up the spoons by size without looking.
any | {I} [reach] past {you} for the salt and [put] it back unused.

== at bar
any | Somewhere down the counter a glass <meet> another glass.
any | {I} [turn] a coaster on its edge until it <fall>.
any | The mirror behind the bottles <show> {me} from a kinder side.
any | A chair <scrape>. {I} [wait] until it <be> done.
any | {I} [wet] a fingertip and [draw] a line through the ring a glass left.
any | Somebody <lay> a coin on the counter and <take> it back.

== at cafe
any | The machine behind the counter <clear> its throat.
any | {I} [stir] {my} cup, with nothing in it to stir.
any | {I} [fold] a paper napkin into a smaller and smaller square.
any | The bell over the door <ring> for someone else.
any | {I} [warm] {my} hands on the cup.
any | A spoon <go> round in a saucer two tables off.

== at office
any | The lamp <buzz>, one tone too high.
any | {I} [square] a pile of paper that <be> square already.
any | Down the corridor a printer <wake>, <think> better of it, and <stop>.
any | {I} [cap] a pen, [uncap] it, [cap] it.
any | The screen <go> dark, and {I} [let] it.
any | {I} [swivel] a quarter turn and back.

== at car
any | The engine <tick> over.
late | A streetlamp <slide> across the dashboard.
any | {I} [fiddle] with the heater, which <have> opinions.
any | A signpost <come> up, <say> its two words, and <be> behind.
any | Gravel <rattle> under the floor for the length of a breath.
any | The tyres <hum~> a lower note where the road <change>.
late | A pair of tail lights <burn~> far ahead, and <go~> out.
any | The windscreen <fog>, a finger's width at a time.
any | The belt <pull> tight across {my} shoulder and <let> go.
any | Something in the boot <roll> from left to right.

== at train
any | The rails <count~> off the seconds underneath.
any | A station with no lights on <go> by.
late | {I} [watch] {my} own reflection travel over the dark.
any | The door at the end of the car <sigh> open for nobody.
any | {I} [smooth] a ticket that <be> past smoothing.

== at bedroom
any | The mattress <dip>.
any | {I} [pull] a corner of the blanket straight.
any | The light under the door <go> out.
any | {I} [trace] the seam of the pillow with one finger.
any | A floorboard in the next room <settle>.

== at home
any | The clock in the next room <say> its one word over and over.
any | {I} [straighten] a picture that <hang> straight enough.
any | Someone upstairs <cross> a floor, and <cross> back.
any | {I} [nudge] a shoe into line with its partner.
any | The radiator <knock>, twice, like a guest with manners.
any | {I} [plump] a cushion within an inch of its life.

== at street
any | A cyclist <go> past with no light and no worries.
any | {I} [step] over a puddle without looking down.
any | In a window above, someone <draw> a curtain.
any | A dog <consider> the situation and <move> on.
any | {I} [kick] a bottle cap, and it <sing> along the kerb.

== at wood
any | A branch <let> go of its water, all at once.
any | {I} [roll] a stem of grass between two fingers.
any | Something small <leave> by way of the undergrowth.
any | The light <come> through in coins.
any | {I} [brush] a beetle off {my} sleeve, quite gently.
any | {I} [break] a twig into three exact pieces.

== at water
any | The water <slap> at the posts, patient as a dog.
any | A gull <say> something rude, and <mean> it.
any | {I} [taste] salt and [lick] {my} lips.
any | A rope <creak>, <rest>, <creak>.
any | {I} [skim] a pebble with {my} eyes shut: two, three, gone.
any | The horizon <hold> still for {me}, more or less.

== at roof
any | The whole city <hum> under {my} shoes.
any | {I} [look] over the edge and [step] back, in that order.
any | An aerial <sing> in the wind.
any | Far below a siren <go> somewhere else.
any | {I} [pick] a flake of paint off the railing and [let] it fly.

== at stone
any | The candle <lean>, and <right> itself.
any | {my} voice <come> back from the stone a moment later, older.
any | Cold <come> up through the flags.
any | {I} [run] a thumb along a crack that <be> older than {my} name.
any | Somewhere a door <close>, very far down.

== at books
any | Dust <turn> in the light from the high window.
any | {I} [slide] a book back where it belongs, spine by spine.
any | A page <turn>, somewhere in the stacks.
any | {I} [run] a finger along the shelf and [read] the dust on it.
any | {I} [close] the book on {my} thumb to keep the place.

== at ward
any | Rubber soles <go~> by in the corridor, and <fade~>.
any | A monitor <keep> its small green time.
any | {I} [pull] the curtain a hand's breadth further.
any | The light overhead <flicker> and <hold>.

== at space
any | The air <cycle> with a sound like sleep.
any | A light on the panel <go> from amber to green, and {I} [believe] it.
any | {I} [tap] a gauge that <be> never wrong, out of habit.
any | Beyond the glass nothing <move>, at great speed.

== at laundry
any | A drum <turn>, with a button going round in it.
any | Steam <curl> off the top of the pile.
any | {I} [fold] a towel in thirds, and the thirds in half.
any | The spin <climb> to its high note and <let> go.

== at work
any | {I} [hang] a tool on its nail without having to look.
any | {I} [blow] the dust off the bench.
any | Metal <cool> somewhere with a tick.
any | {I} [wipe] {my} hands on a rag that <make> them no cleaner.

== at anywhere
any | Somewhere a door <close>.
any | A draught <go> through and <think> better of it.
any | The light <shift> by the width of a hand.
in | Outside, someone <laugh> at something else entirely.
in | A fly <walk> across the quiet.
still | Far off a bell <get> the hour nearly right.
out | A leaf, or a scrap of paper, <change> sides.
out | The air <move>, and <be> still again.
any | Somewhere a pipe <knock>.
any | For a breath there is only the sound of the place itself.

== weather rain
any | Rain <tick> against something hollow.
any | The rain <pick> up, as if it had been asked a question.
any | Water <run> somewhere it should not.
any | It <smell> of wet stone.

== weather storm
any | Thunder <roll> over, a long way up.
any | The light <jump>, and then <come> the sound.
in | Wind <lean> on the walls.
any | {I} [count] under {my} breath, from the flash to the thunder.

== weather snow
any | The snow <take> every sound and <keep> it.
out | A flake <land> on {my} sleeve and <hold> its shape.
any | The cold <have> a smell, like the inside of a coin.

== weather wind
in | The wind <try> the latch.
out | A gust <come> through and <rearrange> everything light.
any | The wind <drop>, and <come> back from somewhere else.
any | Something loose <bang> twice in the wind.

== weather fog
in | The fog <stand> at the window like a neighbour.
any | A horn <sound> in the fog and <get> no answer.
any | Everything more than ten steps off <have> stopped existing.

== weather heat
any | The heat <lie> on everything like a hand.
any | {I} [fan] {myself} with the first flat thing {I} [find].
any | A drop of sweat <go> its slow way down {my} neck.

== weather sun
any | A bar of sun <have> crept as far as {my} shoe.
any | The light <be> very kind to the dust.
any | {I} [squint], and [shade] {my} eyes, and [go] on squinting.

== hour night
any | It <be> the hour when even the pipes sleep.
any | The night <go> on, in no need of company.
any | Far away something <bark>, once, and <be> answered by nothing.
any | The dark at the window <give> back nothing but {my} own face.

== hour morning
any | The morning <have> that rinsed look.
any | {I} [blink] at the morning as at a person who talks too early.
any | Somewhere a rooster, or something with less sense, <announce> the day.

== hour evening
any | The last of the light <go> out of the corners first.
any | The shadows <go~> long, and then <be~> everywhere.
out | The lamps <come~> on, one after the other, as if told to.
in | Beyond the window the last colour <drain> away.

== hour day
any | The afternoon <sit> heavy on everything.
any | Nothing <be> in a hurry at this hour, the light least of all.
out | Somebody <whistle>, two streets off.
"""
