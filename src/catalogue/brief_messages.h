/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words of a brief: TRUCE__BRIEF_MSG(key, number of places, English). catalogue.h says what patterns are; these
 * are HTML. Names are set in quotation marks or stand where no verb has to agree with them.
 *
 * Included several times, so without a guard.
 */

/* numbers */
TRUCE__BRIEF_MSG(THOUSANDS, 0, ",")
TRUCE__BRIEF_MSG(NUMBER, 1, "{1}")
TRUCE__BRIEF_MSG(NONE_MARK, 0, "–")

/* dates: day, month, year */
TRUCE__BRIEF_MSG(DATE, 3, "{1} {2} {3}")
TRUCE__BRIEF_MSG(JANUARY, 0, "January")
TRUCE__BRIEF_MSG(FEBRUARY, 0, "February")
TRUCE__BRIEF_MSG(MARCH, 0, "March")
TRUCE__BRIEF_MSG(APRIL, 0, "April")
TRUCE__BRIEF_MSG(MAY, 0, "May")
TRUCE__BRIEF_MSG(JUNE, 0, "June")
TRUCE__BRIEF_MSG(JULY, 0, "July")
TRUCE__BRIEF_MSG(AUGUST, 0, "August")
TRUCE__BRIEF_MSG(SEPTEMBER, 0, "September")
TRUCE__BRIEF_MSG(OCTOBER, 0, "October")
TRUCE__BRIEF_MSG(NOVEMBER, 0, "November")
TRUCE__BRIEF_MSG(DECEMBER, 0, "December")

/* what an input rests on */
TRUCE__BRIEF_MSG(PARAGRAPHS, 3, "{1}, {3|paragraph|paragraphs} {2}")
TRUCE__BRIEF_MSG(ACCORDING_TO, 1, "according to {1}")
TRUCE__BRIEF_MSG(CONFIDENCE, 1, "confidence {1}")
TRUCE__BRIEF_MSG(NOTE, 2, "{1} ({2})")
TRUCE__BRIEF_MSG(NOTE_BOTH, 2, "{1}; {2}")
TRUCE__BRIEF_MSG(NOTE_NO_CITE, 0, ". No source is given")
TRUCE__BRIEF_MSG(INPUT_MARK, 1, "I{1}")
TRUCE__BRIEF_MSG(VERDICT_MARK, 1, "V{1}")
TRUCE__BRIEF_MSG(WHY_MARK, 0, "why")

/* opening */
TRUCE__BRIEF_MSG(UNTITLED, 0, "A conflict without a title")
TRUCE__BRIEF_MSG(KICKER, 0, "Brief")
TRUCE__BRIEF_MSG(KICKER_DATED, 1, "Brief · the situation of {1}")
TRUCE__BRIEF_MSG(
    LEAD_AT_REST, 1,
    "The situation of the day holds: of its {1w} {1|party|parties}, none has a move that it would like better.")
TRUCE__BRIEF_MSG(LEAD_CREDIBLE, 1,
                 "The situation of the day holds: of its {1w} {1|party|parties}, none has a better move that the "
                 "others would not answer in their own interest.")
TRUCE__BRIEF_MSG(LEAD_CAREFUL, 1,
                 "The situation of the day holds, but only as long as its {1w} {1|party reckons|parties reckon} with "
                 "replies that could hurt those who make them.")
TRUCE__BRIEF_MSG(LEAD_LEAVES, 1,
                 "The situation of the day does not hold: {1|its one party has|at least one of its {1w} parties has} "
                 "a better move that nothing deters.")
TRUCE__BRIEF_MSG(LEAD_DEALS, 2,
                 "By what each is taken to want, {2|one agreement|these agreements} would leave nobody worse off and "
                 "could not be bettered for anybody without loss to another: {1}.")
TRUCE__BRIEF_MSG(LEAD_MANY_DEALS, 1,
                 "By what each is taken to want, {1} agreements would leave nobody worse off and could not be "
                 "bettered for anybody without loss to another.")
TRUCE__BRIEF_MSG(LEAD_NO_DEAL, 0,
                 "By what each is taken to want, whatever could be agreed beyond leaving all as it is would leave "
                 "somebody worse off or could be bettered at nobody’s loss.")
TRUCE__BRIEF_MSG(LEAD_DEALS_COST, 1,
                 "From today {1|it|each of them} can be reached, but not without moves that are no improvement for "
                 "whoever makes them.")
TRUCE__BRIEF_MSG(LEAD_NEVER, 1,
                 "In no situation of the model would {1} hold, however the parties reckon with replies.")
TRUCE__BRIEF_MSG(
    LEAD_ALL_HOLD_SOMEWHERE, 0,
    "Each of the outcomes that the model names would hold once it was reached, by some way of reckoning with "
    "replies.")
TRUCE__BRIEF_MSG(
    ABOUT, 4,
    "This text was computed from a model of {1w} {1|party|parties}, {2w} {2|option|options} and {3} "
    "{3|statement|statements} about what they want, read from {4w} {4|source|sources}. It says what would last and "
    "what would not, not what is right. Every sentence about a party is the model’s reading of its sources; V and a "
    "number leads to the reason of a result, I and a number to an input.")
TRUCE__BRIEF_MSG(ABOUT_UNSOURCED, 3,
                 "This text was computed from a model of {1w} {1|party|parties}, {2w} {2|option|options} and {3} "
                 "{3|statement|statements} about what they want. The model names no sources: every sentence about a "
                 "party is how its author sees it. The text says what would last and what would not, not what is "
                 "right; V and a number leads to the reason of a result, I and a number to an input.")
TRUCE__BRIEF_MSG(OPEN, 1, "What is wanted is not known for certain of {1}: the model lists what may be meant, and "
                          "this page uses the first reading of each.")
TRUCE__BRIEF_MSG(CONTENTS, 0, "Contents")

/* the situation */
TRUCE__BRIEF_MSG(SITUATION_HEAD, 0, "The situation")
TRUCE__BRIEF_MSG(TODAY_IS, 2,
                 "Today is {1}, {2|the only situation|one of {2} situations} that the model holds possible.")
TRUCE__BRIEF_MSG(NO_TODAY, 1,
                 "The model does not say where things stand today. It holds {1} {1|situation|situations} possible.")
TRUCE__BRIEF_MSG(WHO_DECIDES, 0, "Who decides on what:")
TRUCE__BRIEF_MSG(DECIDES_ON, 1, "<strong>{1}</strong>")
TRUCE__BRIEF_MSG(DECIDES_NOTHING, 1, "{1|decides|decide} on nothing here.")
TRUCE__BRIEF_MSG(OPTION_LINE, 4, "{1}: {2}{3}{4}")
TRUCE__BRIEF_MSG(TODAY_AT, 1, "; today <strong>{1}</strong>")
TRUCE__BRIEF_MSG(ONE_WAY_UP, 0, "; cannot be taken back")
TRUCE__BRIEF_MSG(ONE_WAY_DOWN, 0, "; can only be lowered")
TRUCE__BRIEF_MSG(ONE_WAY_NONE, 0, "; cannot be changed")
TRUCE__BRIEF_MSG(FIGURE_OPTIONS_TITLE, 0, "Where things stand")
TRUCE__BRIEF_MSG(FIGURE_OPTIONS_DESC, 1,
                 "The levels of {1w} {1|option|options}, one row each; the filled box with a dot is today’s. The "
                 "list below says the same in words.")
TRUCE__BRIEF_MSG(FIGURE_OPTIONS_CAPTION, 1, "Where every option stands in {1}: the filled box with a dot.")

/* what each side wants */
TRUCE__BRIEF_MSG(AIMS_HEAD, 0, "What each side wants")
TRUCE__BRIEF_MSG(AIMS_INTRO, 0,
                 "As the model reads its sources. Below each statement stands the model’s reason for it, where it "
                 "was read, and how sure its author is of the reading.")
TRUCE__BRIEF_MSG(AIMS_INTRO_UNSOURCED, 0,
                 "As the model’s author sees it. The model names no sources; below a statement stand the reason "
                 "given for it, if any, and how sure its author is.")
TRUCE__BRIEF_MSG(RED_LINES, 1, "{1|Red line|Red lines}, before every aim:")
TRUCE__BRIEF_MSG(WANTS, 0, "Wanted, in this order, each outweighing all below it together:")
TRUCE__BRIEF_MSG(THEN_WANTS, 0, "Then wanted, in this order, each outweighing all below it together:")
TRUCE__BRIEF_MSG(WEIGHS, 0, "What counts, and how much:")
TRUCE__BRIEF_MSG(WEIGHT, 2, "{1}: {2}")
TRUCE__BRIEF_MSG(RANKS, 0, "Preferred, best first:")
TRUCE__BRIEF_MSG(AIMS_OPEN, 1, "This is not known for certain: the model allows {1} readings. This page uses the "
                               "first.")
TRUCE__BRIEF_MSG(MARKED_STRONG, 1, "{1} (marked strong)")
TRUCE__BRIEF_MSG(STRONG_FROM, 1, "A difference of {1} or more is marked strong.")
TRUCE__BRIEF_MSG(WANTS_NOTHING, 0, "The model says nothing about what is wanted here.")
TRUCE__BRIEF_MSG(MORE_STATEMENTS, 1, "{1} more {1|statement|statements} of lesser weight in the list of inputs")
TRUCE__BRIEF_MSG(MORE_PLACES, 1, "{1} more {1|place|places} further down, in the list of inputs")

/* what holds */
TRUCE__BRIEF_MSG(HOLDS_HEAD, 0, "What holds today, and why")
TRUCE__BRIEF_MSG(HOLDS_AT_REST, 1, "Today’s situation, {1}, holds: nobody has a move that would be an improvement.")
TRUCE__BRIEF_MSG(HOLDS_CREDIBLE, 1,
                 "Today’s situation, {1}, holds: whoever has a better move would be answered by moves that are in "
                 "the interest of those who answer.")
TRUCE__BRIEF_MSG(HOLDS_CAREFUL, 1,
                 "Today’s situation, {1}, holds only by caution: the replies that deter could hurt those who make "
                 "them, though nobody could slip out of them.")
TRUCE__BRIEF_MSG(HOLDS_FEARFUL, 1,
                 "Today’s situation, {1}, holds only by great caution: the replies that deter could hurt those who "
                 "make them, and could be slipped out of.")
TRUCE__BRIEF_MSG(HOLDS_NOT, 1, "Today’s situation, {1}, does not hold, however the parties reckon with replies.")
TRUCE__BRIEF_MSG(NO_MOVE, 2, "For {1}, no move is open {2}.")
TRUCE__BRIEF_MSG(
    NO_IMPROVEMENT, 3,
    "For {1}, {2|the one possible move is no improvement|none of the {2} possible moves is an improvement} {3}.")
TRUCE__BRIEF_MSG(
    NO_IMPROVEMENT_TIED, 4,
    "For {1}, {2|the one possible move is no improvement and leads to a situation just as good|none of the {2} "
    "possible moves is an improvement, and {4w} {4|leads|lead} to {4|a situation|situations} just as good} {3}.")
TRUCE__BRIEF_MSG(
    WOULD_LEAVE, 4,
    "It does not last for {4}: {1}, which is better {2}, and no reply of the others, not even one that harms "
    "those who make it, would make it a mistake {3}.")
TRUCE__BRIEF_MSG(HELD_CREDIBLY, 4,
                 "{1}, and would like that better; but the others would answer in their own interest until {2}, "
                 "which is no better for {4} than the start {3}.")
TRUCE__BRIEF_MSG(HELD_BY_FEAR, 4,
                 "{1}, and would like that better; but the others could answer, perhaps to their own cost, until "
                 "{2}, which is no better for {4} than the start {3}.")
TRUCE__BRIEF_MSG(BACK_AGAIN, 0, "all is as before")
TRUCE__BRIEF_MSG(OUTCOMES_HEAD, 0, "What would hold, and what would not")
TRUCE__BRIEF_MSG(OUTCOMES_INTRO, 0,
                 "An outcome is a name for a group of situations. It holds in those that nobody would leave; whether "
                 "anybody gets there is another question.")
TRUCE__BRIEF_MSG(
    OUTCOMES_CAPTION, 0,
    "In how many of its situations each outcome holds, by how the parties are taken to reckon; the strictest first.")
TRUCE__BRIEF_MSG(COLUMN_OUTCOME, 0, "Outcome")
TRUCE__BRIEF_MSG(COLUMN_STATES, 0, "Situations")
TRUCE__BRIEF_MSG(ALL_STATES, 0, "All situations")
TRUCE__BRIEF_MSG(MORE_OUTCOMES, 1, "{1} more {1|outcome is|outcomes are} not told here.")
TRUCE__BRIEF_MSG(HELD_HEAD, 0, "What would hold once it was reached")
TRUCE__BRIEF_MSG(BROKEN_HEAD, 0, "What would not hold, and who would leave it")
TRUCE__BRIEF_MSG(OUTCOME_AT_REST, 3, "{1} holds with no better move for anybody, in {2}. {3}")
TRUCE__BRIEF_MSG(OUTCOME_CREDIBLE, 3, "{1} holds by replies in the interest of those who make them, in {2}. {3}")
TRUCE__BRIEF_MSG(OUTCOME_CAREFUL, 3, "{1} holds only by caution, in {2}. {3}")
TRUCE__BRIEF_MSG(OUTCOME_FEARFUL, 3, "{1} holds only by great caution, in {2}. {3}")
TRUCE__BRIEF_MSG(OUTCOME_NEVER, 3,
                 "{1} does not hold in {2|its one situation|any of its {2} situations}, however the parties reckon "
                 "with replies. {3}")
TRUCE__BRIEF_MSG(OF_ITS_STATES, 2, "{1} of its {2} {2|situation|situations}")
TRUCE__BRIEF_MSG(ALL_ITS_STATES, 1, "{1|its one situation|all {1} of its situations}")
TRUCE__BRIEF_MSG(NEAREST, 1, "Nearest to today: {1}.")
TRUCE__BRIEF_MSG(FOR_INSTANCE, 1, "For instance: {1}.")
TRUCE__BRIEF_MSG(DIFFERS, 1, " It differs from today by {1}. ")
TRUCE__BRIEF_MSG(NOTHING_HOLDS, 0,
                 "Nothing holds, however the parties reckon with replies: in every situation somebody has a better "
                 "move that "
                 "nothing deters.")
TRUCE__BRIEF_MSG(THESE_HOLD, 2, "Under {1}, {2|this situation holds|these {2} situations hold}:")
TRUCE__BRIEF_MSG(FIRST_THAT_HOLD, 2, "Under {1}, {2} situations hold; the first are:")

/* what could be agreed */
TRUCE__BRIEF_MSG(DEALS_HEAD, 0, "What could be agreed, and who stands in the way")
TRUCE__BRIEF_MSG(NO_DEAL_TODAY, 0, "An agreement is measured here against today: without one, all stays as it is.")
TRUCE__BRIEF_MSG(NO_DEAL_EACH, 0, "An agreement is measured against what each party is left with without one:")
TRUCE__BRIEF_MSG(NO_DEAL_OF, 3, "{1}: {2} {3}")
TRUCE__BRIEF_MSG(ZONE, 3,
                 "{1} of the {2} situations {1|is|are} no worse than that for anybody. Of these, {3|one cannot be "
                 "bettered for anybody without loss to another. It is the one deal:|{3w} cannot be bettered for "
                 "anybody without loss to another. These are the deals:}")
TRUCE__BRIEF_MSG(ZONE_ONE, 1,
                 "{1|The one situation there is|Only one of the {1} situations} is no worse than that for anybody, "
                 "and so it cannot be bettered without loss to somebody. It is the one deal:")
TRUCE__BRIEF_MSG(ZONE_EMPTY, 1, "Each of the {1} situations is worse than that for somebody: there is no deal.")
TRUCE__BRIEF_MSG(DEAL, 2, "{1}: {2}. ")
TRUCE__BRIEF_MSG(GAIN_ALL, 0, "better for everybody")
TRUCE__BRIEF_MSG(GAIN_NONE, 0, "as good for everybody")
TRUCE__BRIEF_MSG(GAIN_SOME, 2, "better for {1} and as good for {2}")
TRUCE__BRIEF_MSG(DEAL_HOLDS, 2, "It would hold {1} {2}.")
TRUCE__BRIEF_MSG(DEAL_DOES_NOT_HOLD, 0, "It would not hold, however the parties reckon with replies.")
TRUCE__BRIEF_MSG(
    DEAL_BY_STEPS, 0,
    " From today it can be reached step by step, each step acceptable to all and to a situation that holds by "
    "replies in the interest of those who make them.")
TRUCE__BRIEF_MSG(
    DEAL_BY_IMPROVEMENTS, 0,
    " From today it can be reached by moves each of which improves on the situation before for whoever makes it.")
TRUCE__BRIEF_MSG(
    DEAL_BY_MOVES, 0,
    " From today it can be reached, but not without moves that are no improvement for whoever makes them.")
TRUCE__BRIEF_MSG(DEAL_OUT_OF_REACH, 0, " From today it cannot be reached.")
TRUCE__BRIEF_MSG(DEALS_LAPSING, 0, "On the way to an agreement, what lapses by itself counts as a step.")
TRUCE__BRIEF_MSG(DEAL_IS_TODAY, 0, " It is how things stand today.")
TRUCE__BRIEF_MSG(DEAL_EXPIRES, 1,
                 " It ends by itself and turns into {1}, which leaves nobody worse off than no agreement.")
TRUCE__BRIEF_MSG(DEAL_EXPIRES_AT_A_LOSS, 2,
                 " It ends by itself and turns into {1}, which is worse than no agreement for {2}.")
TRUCE__BRIEF_MSG(DEAL_NOT_RATIFIED, 0, " It would not be accepted at every home.")
TRUCE__BRIEF_MSG(MORE_DEALS, 1, "{1} more {1|deal is|deals are} not told here.")
TRUCE__BRIEF_MSG(WAIVE, 1,
                 "Nothing is better for everybody. For something to be better for all others, the consent of {1} "
                 "would have to be done without.")
TRUCE__BRIEF_MSG(BLOCKED_INTRO, 0,
                 "Of what would hold by some way of reckoning with replies, this is not acceptable to all:")
TRUCE__BRIEF_MSG(BLOCKED, 2, "{1}: {2}.")
TRUCE__BRIEF_MSG(BLOCKER, 2, "worse for {1} than no agreement {2}")
TRUCE__BRIEF_MSG(FIGURE_ZONE_TITLE, 0, "No agreement and the deals on each party’s scale")
TRUCE__BRIEF_MSG(FIGURE_ZONE_DESC, 1,
                 "One line for each party, from what it likes least on the left to what it likes best on the right. "
                 "An upright bar marks no agreement, letters mark {1w} {1|deal|deals}.")
TRUCE__BRIEF_MSG(FIGURE_ZONE_CAPTION, 1,
                 "From what each party likes least (left) to what it likes best (right): an upright bar for no "
                 "agreement, a letter for each deal. {1}.")
TRUCE__BRIEF_MSG(LETTER, 2, "{1}: {2}")

/* ways */
TRUCE__BRIEF_MSG(WAYS_HEAD, 0, "How one could get there")
TRUCE__BRIEF_MSG(WAYS_INTRO, 0,
                 "That something would hold does not say that anybody gets there. These are shortest ways from "
                 "today, by improvements alone where there is such a way, one move at a time, nobody moving twice in "
                 "a row; of several the one with the fewest steps that cost their mover something.")
TRUCE__BRIEF_MSG(WAY, 2, "To {1}, at least {2w} {2|step|steps}:")
TRUCE__BRIEF_MSG(WAY_OF_IMPROVEMENTS, 2, "To {1}, at least {2w} {2|step|steps} if each is to be an improvement:")
TRUCE__BRIEF_MSG(DOES_CHANGE, 2, "{1}: {2}")
TRUCE__BRIEF_MSG(DOES_MOVE, 2, "{1}: to {2}")
TRUCE__BRIEF_MSG(STEP_BETTER, 2, "{1}; an improvement for whoever moves. Reached: {2}.")
TRUCE__BRIEF_MSG(STEP_SAME, 2, "{1}; neither better nor worse for whoever moves. Reached: {2}.")
TRUCE__BRIEF_MSG(STEP_WORSE, 2, "{1}; worse at first for whoever moves. Reached: {2}.")
TRUCE__BRIEF_MSG(STEP_LAPSES, 3, "Nobody moves, it lapses by itself: {1} {3}. Reached: {2}.")
TRUCE__BRIEF_MSG(STEP_LAPSES_INTO, 2, "Nobody moves, it lapses by itself {2}. Reached: {1}.")
TRUCE__BRIEF_MSG(WAYS_LAPSING, 0, "What does not last may lapse on the way; then nobody moves.")
TRUCE__BRIEF_MSG(WAY_OF_IMPROVING_MOVES, 2,
                 "To {1}, at least {2w} {2|step|steps} if each move is to be an improvement:")
TRUCE__BRIEF_MSG(WAY_BY_IMPROVING_MOVES, 0, "Every move is an improvement for whoever makes it.")
TRUCE__BRIEF_MSG(WAY_LAPSES, 0, "Nobody has to move.")
TRUCE__BRIEF_MSG(MORE_STEPS, 1, "{1} more {1|step is|steps are} not told here.")
TRUCE__BRIEF_MSG(WAY_BY_IMPROVEMENTS, 0, "Every step is an improvement for whoever makes it.")
TRUCE__BRIEF_MSG(WAY_SIDEWAYS, 0,
                 "No step costs its mover anything, but there is no way on which each is an improvement.")
TRUCE__BRIEF_MSG(WAY_COSTS, 1,
                 "No shortest way has fewer than {1w} {1|step that costs its mover|steps that cost their movers} "
                 "something, and no way at all consists of improvements only.")
TRUCE__BRIEF_MSG(NO_WAY, 1, "To {1} there is no way: no sequence of moves leads there from today.")
TRUCE__BRIEF_MSG(NO_WAY_LAPSING, 1,
                 "To {1} there is no way: no sequence of moves leads there from today, and nothing that lapses does.")
TRUCE__BRIEF_MSG(LAPSES, 0, "lapses by itself")
TRUCE__BRIEF_MSG(FIGURE_WAY_TITLE, 0, "A way from today, step by step")
TRUCE__BRIEF_MSG(FIGURE_WAY_DESC, 1,
                 "From today at the top down in {1w} {1|step|steps}. Beside each arrow: who moves, what that does to "
                 "the one who moves, and what changes. The list above says the same in words.")
TRUCE__BRIEF_MSG(FIGURE_WAY_CAPTION, 0,
                 "The first of these ways. Thick arrows are improvements for whoever moves, dashed ones are not.")
TRUCE__BRIEF_MSG(GAIN_BETTER, 0, "better")
TRUCE__BRIEF_MSG(GAIN_SAME, 0, "the same")
TRUCE__BRIEF_MSG(GAIN_WORSE, 0, "worse at first")

/* at home */
TRUCE__BRIEF_MSG(HOME_HEAD, 0, "At home")
TRUCE__BRIEF_MSG(HOME_INTRO, 0,
                 "What a party agrees to has to be accepted at home by those who have a say there. Each of them is "
                 "taken to accept what is at least as good as being left without it.")
TRUCE__BRIEF_MSG(HOME_RULE, 3, "For {1}, {2}; {3w} {3|is|are} asked:")
TRUCE__BRIEF_MSG(RULE_UNANIMITY, 0, "everybody who is asked has to consent")
TRUCE__BRIEF_MSG(RULE_MAJORITY, 0, "more than half of those who are asked have to consent")
TRUCE__BRIEF_MSG(RULE_QUOTA, 1, "at least {1} of those who are asked have to consent")
TRUCE__BRIEF_MSG(RULE_WEIGHTED, 1, "the weights of those who consent have to add up to at least {1}")
TRUCE__BRIEF_MSG(ACTOR, 3, "{1}: compared with {2}, {3} {3|situation is|situations are} at least as good.")
TRUCE__BRIEF_MSG(
    ACTOR_WEIGHS, 4,
    "{1}, with a weight of {4}: compared with {2}, {3} {3|situation is|situations are} at least as good.")
TRUCE__BRIEF_MSG(WIN_SET, 2, "{1} of the {2} situations would be ratified.")
TRUCE__BRIEF_MSG(WIN_SET_VOTED, 2, "Of {2} {2|situation|situations} put to a vote, {1} would be ratified.")
TRUCE__BRIEF_MSG(WIN_SET_ALL, 1, "{1|The one situation there is|Each of the {1} situations} would be ratified.")
TRUCE__BRIEF_MSG(WIN_SET_NONE, 1, "None of the {1} situations would be ratified.")
TRUCE__BRIEF_MSG(OF_WHAT_HOLDS, 0, " Of what would hold by some way of reckoning with replies:")
TRUCE__BRIEF_MSG(RATIFIED, 1, "{1} would be ratified.")
TRUCE__BRIEF_MSG(NOT_RATIFIED, 2, "{1} would not be ratified: {2}.")
TRUCE__BRIEF_MSG(REFUSES, 2, "for {1}, {2} is better")
TRUCE__BRIEF_MSG(REFUSES_BECAUSE, 3, "for {1}, {2} is better {3}")
TRUCE__BRIEF_MSG(WOULD_BE_ENOUGH, 1, " The consent of {1} would be enough.")

/* what is temporary */
TRUCE__BRIEF_MSG(EXPIRING_HEAD, 0, "What does not last by itself")
TRUCE__BRIEF_MSG(
    EXPIRING_INTRO, 0,
    "Some arrangements are temporary. They end without anybody’s move, while what cannot be taken back stays done.")
TRUCE__BRIEF_MSG(EXPIRES, 2, "Where the condition <em>{1}</em> is met, that ends by itself; what follows: {2}.")
TRUCE__BRIEF_MSG(EXPIRES_AFTER, 3,
                 "Where the condition <em>{1}</em> is met, that ends by itself; what follows: {2} (time: {3}).")
TRUCE__BRIEF_MSG(EXPIRING_STATES, 0, "Of what would hold by some way of reckoning with replies, this ends:")
TRUCE__BRIEF_MSG(STATE_EXPIRES, 2, "{1} turns into {2}.")
TRUCE__BRIEF_MSG(STATE_EXPIRES_FOR, 2, " Until then it is {1}; what is left is {2}.")
TRUCE__BRIEF_MSG(BETTER_AND_WORSE, 2, "better than today for {1} and worse for {2}")
TRUCE__BRIEF_MSG(BETTER_FOR, 1, "better than today for {1} and worse for nobody")
TRUCE__BRIEF_MSG(WORSE_FOR, 1, "worse than today for {1} and better for nobody")
TRUCE__BRIEF_MSG(AS_TODAY, 0, "as good as today for everybody")

/* what parties misread */
TRUCE__BRIEF_MSG(MISREAD_HEAD, 0, "What parties misread")
TRUCE__BRIEF_MSG(MISREAD_INTRO, 0,
                 "The rest of this page describes the conflict as the model has it. Some parties see it otherwise.")
TRUCE__BRIEF_MSG(MISREAD_SEES_ALL, 2,
                 "{1} {2|sees|see} every situation, and {2|misreads|misread} what others want or how they can move.")
TRUCE__BRIEF_MSG(MISREAD_UNSEEN, 4, "{1} {4|does|do} not see {2} of the {3} situations.")
TRUCE__BRIEF_MSG(MISREAD_SURPRISES, 2,
                 "{2w} {2|move of another party|moves of others} would surprise {1}, for instance:")
TRUCE__BRIEF_MSG(MISREAD_MOVE, 3, "From {1}: {2}, which leads to {3}.")
TRUCE__BRIEF_MSG(MISREAD_HOLDS, 0, "Situations that every party sees and would stay in, as it sees the conflict:")
TRUCE__BRIEF_MSG(MISREAD_LEFT, 3, "{1}: {2}; in the conflict as it is, {3}.")

/* ripeness */
TRUCE__BRIEF_MSG(RIPE_HEAD, 0, "Whether the time is ripe")
TRUCE__BRIEF_MSG(RIPE_INTRO, 1,
                 "Talks can begin, by a theory that is often cited (Zartman 2000), where a deadlock hurts all who "
                 "are in it, none of them can leave it for something better, and there is a way out that all of them "
                 "like more. The deadlock asked about is that of {1}. How today stands to that:")
TRUCE__BRIEF_MSG(HURTING, 0, "It hurts all of them.")
TRUCE__BRIEF_MSG(NOT_HURTING, 0, "It does not hurt all of them.")
TRUCE__BRIEF_MSG(PAIN_NOW, 3, "For {1}, it hurts under the condition <em>{2}</em>, which is met today {3}.")
TRUCE__BRIEF_MSG(PAIN_NOT_NOW, 3, "For {1}, it hurts under the condition <em>{2}</em>, which is not met today {3}.")
TRUCE__BRIEF_MSG(PAIN_NOT_SAID, 1, "For {1}, the model does not say where it hurts.")
TRUCE__BRIEF_MSG(STALEMATE_AT_REST, 0, "It is a deadlock: none of them has a better move.")
TRUCE__BRIEF_MSG(STALEMATE_CREDIBLE, 0,
                 "It is a deadlock: none of them has a better move that the others would not answer in their own "
                 "interest.")
TRUCE__BRIEF_MSG(STALEMATE_CAREFUL, 0,
                 "It is a deadlock only by caution: the others could answer every better move, perhaps to their own "
                 "cost, so that nobody could slip out; in their own interest they would not answer them all.")
TRUCE__BRIEF_MSG(STALEMATE_FEARFUL, 0,
                 "It is a deadlock only by great caution: the others could answer every better move, perhaps to "
                 "their "
                 "own cost; in their own interest they would not answer them all.")
TRUCE__BRIEF_MSG(NO_STALEMATE, 0,
                 "It is no deadlock: one of them has a better move that no reply deters, however they reckon with "
                 "replies.")
TRUCE__BRIEF_MSG(OTHERS_CAN_LEAVE, 1,
                 " Not counted, though with a better move that the others would not answer in their own interest: "
                 "{1}.")
TRUCE__BRIEF_MSG(WAY_OUT, 4,
                 "There is a way out: {1} {1|situation|situations} that all of them like more can be reached, the "
                 "nearest in {3w} {3|step|steps}: {2}, {4}.")
TRUCE__BRIEF_MSG(NO_WAY_OUT, 0, "There is no way out: no situation is better for all of them.")
TRUCE__BRIEF_MSG(NO_WAY_THERE, 0, "There is no way out: what is better for all of them cannot be reached from today.")
TRUCE__BRIEF_MSG(RIPE, 0,
                 "All three conditions are met. That is needed for talks to begin, and does not say that they will.")
TRUCE__BRIEF_MSG(RIPE_BY_CAUTION, 0,
                 "All three conditions are met, the second only by caution. That is needed for talks to begin, and "
                 "does not say that they will.")
TRUCE__BRIEF_MSG(NOT_RIPE, 0, "Not all three conditions are met.")

/* what would have to change, and what it rests on */
TRUCE__BRIEF_MSG(CHANGES_HEAD, 0, "What would have to change")
TRUCE__BRIEF_MSG(CHANGES_INTRO, 1,
                 "{1|The one statement about what somebody wants was struck from its list,|Each of the {1} "
                 "statements about what somebody wants was struck from its list in turn,} and everything was worked "
                 "out anew. What would then hold that does not, or more firmly:")
TRUCE__BRIEF_MSG(NOTHING_OPENS, 0,
                 "Nothing: no single one of them stands in the way of what does not hold. More than one thing would "
                 "have to change at once.")
TRUCE__BRIEF_MSG(WITHOUT_STATEMENT, 5, "{1}: without the statement <em>{2}</em> {3} ({4}), {5}.")
TRUCE__BRIEF_MSG(WOULD_HOLD, 2, "{1} would hold {2}")
TRUCE__BRIEF_MSG(TODAYS_SITUATION, 0, "today’s situation")
TRUCE__BRIEF_MSG(HOW_AT_REST, 0, "with no better move for anybody")
TRUCE__BRIEF_MSG(HOW_CREDIBLE, 0, "by replies in the interest of those who make them")
TRUCE__BRIEF_MSG(HOW_CAREFUL, 0, "only by caution")
TRUCE__BRIEF_MSG(HOW_FEARFUL, 0, "only by great caution")
TRUCE__BRIEF_MSG(HOW_NOWHERE, 0, "nowhere, however the parties reckon with replies")
TRUCE__BRIEF_MSG(HOW_NO_LONGER, 0, "no longer, however the parties reckon with replies")
TRUCE__BRIEF_MSG(NO_CONFIDENCE, 0, "no confidence is given")
TRUCE__BRIEF_MSG(MORE_STRIKES, 1, "The same is so of {1} more {1|statement|statements}.")
TRUCE__BRIEF_MSG(OUTLOOK_HEAD, 0, "The outlook, and what it rests on")
TRUCE__BRIEF_MSG(RESTS_INTRO, 0,
                 "The findings rest on statements that may have been misread, the least certain first. What would no "
                 "longer hold, or less firmly, if one of them were struck:")
TRUCE__BRIEF_MSG(NOTHING_CLOSES, 0, "Nothing: no finding rests on a single statement.")
TRUCE__BRIEF_MSG(OTHERS_DO_NOT_MATTER, 1,
                 "{1|The other statement alone does not make anything fall that holds.|Of the other {1} statements, "
                 "none alone makes anything fall that holds.}")

/* appendix: verdicts */
TRUCE__BRIEF_MSG(VERDICTS_HEAD, 0, "The reasons")
TRUCE__BRIEF_MSG(VERDICTS_INTRO, 1,
                 "Every verdict that the text relies on, {1} in all. Each was found by one program and checked by "
                 "another, which shares nothing with the first but the definitions.")
TRUCE__BRIEF_MSG(VERDICT_NUMBER, 1, "V{1}. ")
TRUCE__BRIEF_MSG(MORE_IMPROVEMENTS, 1, "{1} more {1|improvement|improvements}, not told here.")

/* appendix: states, inputs, sources */
TRUCE__BRIEF_MSG(STATES_HEAD, 0, "The situations mentioned")
TRUCE__BRIEF_MSG(
    STATES_INTRO, 0,
    "Each with its number and code in the model, how every option stands, and where each party ranks it.")
TRUCE__BRIEF_MSG(STATE_HEAD, 2, "State {1} ({2}).")
TRUCE__BRIEF_MSG(STANDS_AT, 2, "{1}: {2}")
TRUCE__BRIEF_MSG(STATE_OPTIONS, 1, "{1}. ")
TRUCE__BRIEF_MSG(OPEN_LEVEL, 0, "open")
TRUCE__BRIEF_MSG(STATE_RANKS, 1, "Ranked, 1 being worst, by {1}. ")
TRUCE__BRIEF_MSG(RANK_OF, 3, "{1} {2} of {3}")
TRUCE__BRIEF_MSG(STATE_HOLDS, 1, "It holds under {1}.")
TRUCE__BRIEF_MSG(STATE_DOES_NOT_HOLD, 0, "It holds under none of the concepts.")
TRUCE__BRIEF_MSG(INPUTS_HEAD, 0, "What it rests on: every input")
TRUCE__BRIEF_MSG(INPUTS_INTRO, 1,
                 "All {1} inputs of the model as its author wrote them, with the reason given, the source and how "
                 "sure its author is of the reading (1 is sure).")
TRUCE__BRIEF_MSG(KIND_OF, 2, "{1} of {2}")
TRUCE__BRIEF_MSG(DISPUTE, 0, "Dispute this")
TRUCE__BRIEF_MSG(SOURCES_HEAD, 0, "Sources")

/* appendix: definitions */
TRUCE__BRIEF_MSG(DEFINITIONS_HEAD, 0, "The words used")
TRUCE__BRIEF_MSG(TERM_STATE, 0, "Situation, state")
TRUCE__BRIEF_MSG(MEANS_STATE, 0, "One level for every option. The model numbers those that its rules allow.")
TRUCE__BRIEF_MSG(TERM_IMPROVEMENT, 0, "Improvement")
TRUCE__BRIEF_MSG(MEANS_IMPROVEMENT, 0, "A move by one party alone to a situation that it strictly prefers.")
TRUCE__BRIEF_MSG(TERM_SANCTION, 0, "Sanction, reply")
TRUCE__BRIEF_MSG(MEANS_SANCTION, 0,
                 "A sequence of moves by the others after an improvement, in which nobody moves twice in a row, that "
                 "leaves the first party no better off than before.")
TRUCE__BRIEF_MSG(TERM_HOLDS, 0, "Holds, stable")
TRUCE__BRIEF_MSG(
    MEANS_HOLDS, 0,
    "A situation is stable for a party that has no improvement, or whose every improvement is sanctioned. It holds "
    "when it is stable for all. Which replies count is what the following concepts differ in.")
TRUCE__BRIEF_MSG(
    MEANS_NASH, 0,
    "No replies count: stable is what leaves no improvement at all. In the text: with no better move for anybody.")
TRUCE__BRIEF_MSG(MEANS_SEQ, 0,
                 "Replies count if each step is an improvement for whoever takes it. In the text: replies in the "
                 "interest of those who make them.")
TRUCE__BRIEF_MSG(
    MEANS_SMR, 0,
    "All replies count if the first party cannot escape from them by one more move. In the text: by caution.")
TRUCE__BRIEF_MSG(MEANS_GMR, 0,
                 "All replies count, also those that harm their authors. In the text: by great caution.")
TRUCE__BRIEF_MSG(TERM_RED_LINE, 0, "Red line")
TRUCE__BRIEF_MSG(MEANS_RED_LINE, 0,
                 "Here: a statement that only rules something out (if one thing, then another; not a thing) and that "
                 "stands above every other aim in the model’s list for that party.")
TRUCE__BRIEF_MSG(TERM_CONFIDENCE, 0, "Confidence")
TRUCE__BRIEF_MSG(MEANS_CONFIDENCE, 0,
                 "How sure the author of the model is that a statement belongs where it stands, above 0 and up to 1. "
                 "It is no probability of an event.")
TRUCE__BRIEF_MSG(TERM_NEAREST, 0, "Nearest to today")
TRUCE__BRIEF_MSG(MEANS_NEAREST, 0,
                 "The situation in which the fewest options stand otherwise than today; among equals the one with "
                 "the lowest number.")
TRUCE__BRIEF_MSG(MADE_BY, 2,
                 "Made by truce {1} from a model with the SHA-256 sum {2}. The same model gives the same page.")

/* replies */
TRUCE__BRIEF_MSG(COMMENT_HEAD, 0, "Leave a reply")
TRUCE__BRIEF_MSG(COMMENTS_COUNT, 1, "{1} {1|reply|replies}")
TRUCE__BRIEF_MSG(COMMENT_BY, 2, "{1}, {2}")
TRUCE__BRIEF_MSG(COMMENT_ON, 2, "on {1} {2}")
TRUCE__BRIEF_MSG(COMMENT_PROPOSES, 1, "Proposed: {1}.")
TRUCE__BRIEF_MSG(EDIT_SET, 2, "{1} should say {2}")
TRUCE__BRIEF_MSG(EDIT_INSERT, 2, "{2} should be put in at {1}")
TRUCE__BRIEF_MSG(EDIT_MOVE, 2, "{1} should stand at place {2} of its list")
TRUCE__BRIEF_MSG(EDIT_REMOVE, 1, "{1} should not be there")
TRUCE__BRIEF_MSG(COMMENT_INTRO_FILE, 0,
                 "You know better what a source says, or think that something was read wrongly? Choose what you "
                 "dispute from the list, or follow “Dispute this” at any input above. The form makes a file, "
                 "reply.json, for you to send to whoever gave you this page; nothing is sent by itself. An approved "
                 "reply is printed here, and the analysis can be run again with the change that it proposes.")
TRUCE__BRIEF_MSG(COMMENT_INTRO_SERVED, 0,
                 "You know better what a source says, or think that something was read wrongly? Choose what you "
                 "dispute from the list, or follow “Dispute this” at any input above. Replies are read before they "
                 "are shown, and the analysis can be run again with the change that they propose.")
TRUCE__BRIEF_MSG(COMMENT_PRIVATE, 0, "Your e-mail address will not be published. Required fields are marked *")
TRUCE__BRIEF_MSG(FIELD_NAME, 0, "Name")
TRUCE__BRIEF_MSG(FIELD_EMAIL, 0, "E-mail")
TRUCE__BRIEF_MSG(FIELD_ABOUT, 0, "What you dispute")
TRUCE__BRIEF_MSG(FIELD_CHANGE, 0, "Your change")
TRUCE__BRIEF_MSG(FIELD_VALUE, 0, "What it should say, or the place in the list where it belongs")
TRUCE__BRIEF_MSG(FIELD_COMMENT, 0, "Comment")
TRUCE__BRIEF_MSG(ABOUT_NOTHING, 0, "Nothing in particular")
TRUCE__BRIEF_MSG(CHANGE_NONE, 0, "No change, only a comment")
TRUCE__BRIEF_MSG(CHANGE_SET, 0, "It should say something else")
TRUCE__BRIEF_MSG(CHANGE_MOVE, 0, "It belongs at another place in the list")
TRUCE__BRIEF_MSG(CHANGE_REMOVE, 0, "It should not be there")
TRUCE__BRIEF_MSG(CHANGE_NEEDS_INPUT, 0, "A change needs an input: choose the one that you dispute.")
TRUCE__BRIEF_MSG(CHOICE_STABLE, 4, "V{1}: state {2} is stable for {3} under {4}")
TRUCE__BRIEF_MSG(CHOICE_UNSTABLE, 4, "V{1}: state {2} is not stable for {3} under {4}")
TRUCE__BRIEF_MSG(COMMENT_SAVE, 0, "Save the reply as a file")
TRUCE__BRIEF_MSG(COMMENT_SEND, 0, "Post the reply")
TRUCE__BRIEF_MSG(COMMENT_SAVED, 0, "Saved as reply.json. Please send that file to whoever gave you this page.")
TRUCE__BRIEF_MSG(COMMENT_SENT, 0, "Thank you. Your reply was received and will be read before it is shown.")
TRUCE__BRIEF_MSG(COMMENT_FAILED, 0, "That did not work. Your text is still here.")
TRUCE__BRIEF_MSG(TEMPLATE_HEAD, 0, "Without scripts: a reply in a text file")
TRUCE__BRIEF_MSG(TEMPLATE_INTRO, 0,
                 "Copy these lines into a file reply.yaml, write behind the colons, and send the file. What stands "
                 "behind # may go.")
TRUCE__BRIEF_MSG(TEMPLATE_INPUT, 0, "the address of an input: it stands with each input above")
TRUCE__BRIEF_MSG(TEMPLATE_CLAIM, 0, "or a verdict: V and its number")
TRUCE__BRIEF_MSG(TEMPLATE_CHANGE, 0, "what should change, as a list of edits")
