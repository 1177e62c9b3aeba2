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
TRUCE__BRIEF_MSG(PARAGRAPHS_ALONE, 2, "{2|paragraph|paragraphs} {1}")
TRUCE__BRIEF_MSG(ACCORDING_TO, 1, "according to {1}")
TRUCE__BRIEF_MSG(CONFIDENCE, 1, "confidence {1}")
TRUCE__BRIEF_MSG(IF_WRONG_ABSENT, 0, "if wrong, left out")
TRUCE__BRIEF_MSG(IF_WRONG_ELSEWHERE, 0, "if wrong, moved")
TRUCE__BRIEF_MSG(IF_WRONG_OPPOSITE, 0, "if wrong, the opposite")
TRUCE__BRIEF_MSG(NOTE_STRONG, 0, "marked as strong")
TRUCE__BRIEF_MSG(NOTE, 2, "{1} ({2})")
TRUCE__BRIEF_MSG(NOTE_BOTH, 2, "{1}; {2}")
TRUCE__BRIEF_MSG(NOTE_QUOTED, 2, "{1}: {2}")
TRUCE__BRIEF_MSG(THE_SOURCE, 0, "the source")
TRUCE__BRIEF_MSG(INPUT_MARK, 1, "I{1}")
TRUCE__BRIEF_MSG(VERDICT_MARK, 1, "V{1}")
TRUCE__BRIEF_MSG(WHY_MARK, 0, "why")

/* opening */
TRUCE__BRIEF_MSG(UNTITLED, 0, "A conflict without a title")
TRUCE__BRIEF_MSG(KICKER, 1, "Conflict brief · {1}")
TRUCE__BRIEF_MSG(KICKER_DATED, 2, "Conflict brief · {1} · the situation of {2}")

/* headlines */
TRUCE__BRIEF_MSG(ANOTHER_SITUATION, 1, "{1|another situation|two other situations}")
TRUCE__BRIEF_MSG(HEAD_WOULD_HOLD, 2, "{1} would hold{2}")
TRUCE__BRIEF_MSG(HEAD_COULD_HOLD, 2, "{1} could hold{2}")
TRUCE__BRIEF_MSG(HEAD_NOTHING_HOLDS, 0, "No situation holds")
TRUCE__BRIEF_MSG(HEAD_TODAY_LEFT, 2,
                 "Today’s situation does not hold: {1} {2|gains|gain} by a step of {2|its|their} own")
TRUCE__BRIEF_MSG(HEAD_BY_IMPROVEMENTS, 1, "{1} can be reached by steps that each pay whoever takes them")
TRUCE__BRIEF_MSG(HEAD_WOULD_FIRST_STEP, 2, "{1} would hold{2}; nobody gains by going first")
TRUCE__BRIEF_MSG(HEAD_COULD_FIRST_STEP, 2, "{1} could hold{2}; nobody gains by going first")
TRUCE__BRIEF_MSG(HEAD_WOULD_LATER_STEP, 2, "{1} would hold{2}, but not every step there pays")
TRUCE__BRIEF_MSG(HEAD_COULD_LATER_STEP, 2, "{1} could hold{2}, but not every step there pays")
TRUCE__BRIEF_MSG(HEAD_OUT_OF_REACH, 3, "{1} would hold{3}, but no way leads {2|there|to each of them}")
TRUCE__BRIEF_MSG(HEAD_COULD_OUT_OF_REACH, 3, "{1} could hold{3}, but no way leads {2|there|to each of them}")
TRUCE__BRIEF_MSG(BY_ANSWERS, 0, " by answers")
TRUCE__BRIEF_MSG(BY_CAUTION, 0, " by caution")
TRUCE__BRIEF_MSG(BY_GREAT_CAUTION, 0, " by great caution")
TRUCE__BRIEF_MSG(PARTLY_BY_ANSWERS, 0, " at least by answers")
TRUCE__BRIEF_MSG(PARTLY_BY_CAUTION, 0, " at least by caution")
TRUCE__BRIEF_MSG(PARTLY_BY_GREAT_CAUTION, 0, " at least by great caution")
TRUCE__BRIEF_MSG(HEAD_DOES_NOT_HOLD, 1, "{1} could be agreed, but would not hold")
TRUCE__BRIEF_MSG(HEAD_ALL_HOLD, 0, "Whatever is agreed would hold")
TRUCE__BRIEF_MSG(HEAD_ALL_HOLD_ANSWERED, 0, "Whatever is agreed would hold: every better step could be answered")
TRUCE__BRIEF_MSG(HEAD_NO_TARGET, 0, "Nothing that holds is better than today for all")

/* below the headline */
TRUCE__BRIEF_MSG(STAND_REST, 1,
                 "{1|The one party has no step|No party has a step of its own} that it would like better than "
                 "today’s situation.")
TRUCE__BRIEF_MSG(STAND_REST_TOGETHER, 2,
                 "No party gains by moving alone. Together, {1} could reach {2}, each gaining.")
TRUCE__BRIEF_MSG(STAND_REST_TOGETHER_LOOSE, 2,
                 "No party gains by moving alone. Together, {1} could reach {2}, each gaining; that would not hold.")
TRUCE__BRIEF_MSG(STAND_TO_FINDING, 0, "the situation of finding 2")
TRUCE__BRIEF_MSG(STAND_CREDIBLE, 1,
                 "If {1|the one party|one of the {1w} parties} took a step that it would like better than today’s "
                 "situation, it would be answered, in the interest of those who answer.")
TRUCE__BRIEF_MSG(STAND_FEAR, 2,
                 "A step that {1|the one party|one of the {1w} parties} would like better than today’s situation "
                 "could be answered, {2}.")
TRUCE__BRIEF_MSG(ANSWERED_AT_A_LOSS, 0, "at a loss to whoever answers")
TRUCE__BRIEF_MSG(ANSWERED_AT_SOME_LOSS, 0, "at a loss to somebody who answers")
TRUCE__BRIEF_MSG(ANSWERED_PARTLY_AT_A_LOSS, 0, "but not always in the interest of those who answer")
TRUCE__BRIEF_MSG(ANSWERED_IN_INTEREST, 0, "in the interest of those who answer")
TRUCE__BRIEF_MSG(STAND_MOVES, 1, "{1}. No answer of the others would deter that step.")
TRUCE__BRIEF_MSG(STAND_UNKNOWN, 0, "The model does not say where things stand today.")
TRUCE__BRIEF_MSG(STAND_NO_TARGET, 0,
                 "No other situation that holds is better for everybody who would have to move to get there.")
TRUCE__BRIEF_MSG(WOULD_RATHER, 2, "{1} would rather {2}")
TRUCE__BRIEF_MSG(DO_MOVE, 1, "move to {1}")
TRUCE__BRIEF_MSG(SITUATION_WITH, 1, "a situation in which {1}")
TRUCE__BRIEF_MSG(TODAY_EXCEPT, 2, "today’s situation except that {1} ({2})")
TRUCE__BRIEF_MSG(NAME_WITH, 2, "{1} in which {2}")
TRUCE__BRIEF_MSG(NAME_AS_TODAY, 1, "{1} with all else as today")
TRUCE__BRIEF_MSG(NAME_AS_RULES_LET, 1, "{1} with all else as today as far as the rules allow")
TRUCE__BRIEF_MSG(NAME_WITH_SIGN, 2, "{1} ({2})")
TRUCE__BRIEF_MSG(SIGN_AND_NUMBER, 2, "{1}, {2}")
TRUCE__BRIEF_MSG(NAME_AND_CODE, 2, "{1} ({2})")
TRUCE__BRIEF_MSG(BESIDE_MORE, 2, "{1}, beside {2w} more {2|change|changes}")
TRUCE__BRIEF_MSG(UNNAMED_SITUATION, 0, "a situation without a name")

/* findings */
TRUCE__BRIEF_MSG(FINDINGS_HEAD, 0, "Findings")
TRUCE__BRIEF_MSG(FINDING, 2, "{1}. {2}.")
TRUCE__BRIEF_MSG(NO_FINDING, 0, "Nothing that the model says of its parties makes one situation stand out.")
TRUCE__BRIEF_MSG(TODAY_NAMED, 1, "Today’s situation, {1},")
TRUCE__BRIEF_MSG(TODAY_NAMED_WITHIN, 1, "today’s situation, {1},")
TRUCE__BRIEF_MSG(TODAY_UNNAMED, 0, "Today’s situation")
TRUCE__BRIEF_MSG(FIND_TODAY_HOLDS, 2, "{1} holds{2}")
TRUCE__BRIEF_MSG(FIND_TODAY_LEFT, 1, "{1} does not hold")
TRUCE__BRIEF_MSG(NO_STEP_PAYS, 1,
                 "{1|The one possible step from there does not pay|Of the {1} possible steps from there, none pays} "
                 "whoever takes it.")
TRUCE__BRIEF_MSG(ANSWER_DETERS, 2,
                 "{1} each have a step that they would like better, but it could be answered, {2}.")
TRUCE__BRIEF_MSG(ANSWER_DETERS_ONE, 2, "{1}, but {2}.")
TRUCE__BRIEF_MSG(COULD_ANSWER, 2, "{1} could then {2}")
TRUCE__BRIEF_MSG(COULD_ANSWER_IN_STEPS, 2, "{1} could answer in {2w} steps")
TRUCE__BRIEF_MSG(AND_GAIN, 1, "{1}, and gain by it")
TRUCE__BRIEF_MSG(AT_OWN_LOSS, 2, "{1}, at a loss to {2|itself|themselves}")
TRUCE__BRIEF_MSG(AT_LOSS_TO, 2, "{1}, at a loss to {2}")
TRUCE__BRIEF_MSG(NO_ANSWER_DETERS, 1, "A step that would be liked better is open to {1}.")
TRUCE__BRIEF_MSG(NO_WISH_CARRIES, 0, "No single wish carries this: each can be left out.")
TRUCE__BRIEF_MSG(NO_WISH_CARRIES_TURNED, 0, "No single wish carries this: each can be left out or turned round.")
TRUCE__BRIEF_MSG(NO_WISH_CARRIES_UNTURNED, 1,
                 "No single wish carries this: each can be left out, though not {1w} of them turned round.")
TRUCE__BRIEF_MSG(NOTHING_BROUGHT, 0,
                 "No step brings whoever takes it anything it wants.")
TRUCE__BRIEF_MSG(WISH_ALONE, 2, "the wish of {1} that {2}")
TRUCE__BRIEF_MSG(TAKEN_TO_MATTER, 2, "To {1} it is taken to matter that {2}.")
TRUCE__BRIEF_MSG(TAKEN_TO_MATTER_TO_BOTH, 5, "To {1} it is taken to matter that {2} {3}; to {4}, that {5}.")
TRUCE__BRIEF_MSG(FALLS_WITHOUT, 2, "It would {2|not hold|hold less firmly} without {1}.")
TRUCE__BRIEF_MSG(FALLS_WITHOUT_EITHER, 3,
                 "It would {3|not hold|hold less firmly} if either of two wishes were dropped: {1}; and {2}.")
TRUCE__BRIEF_MSG(FALLS_WITHOUT_EITHER_OF, 4,
                 "It would {4|not hold|hold less firmly} if either of two wishes of {1} were dropped: that {2}; and "
                 "that {3}.")
TRUCE__BRIEF_MSG(FIND_TARGET_HOLDS, 3, "{1} holds{3} {2|once reached|until it ends}")
TRUCE__BRIEF_MSG(FIND_TARGET_REACHED, 3, "{1} can be reached and holds{3}{2|| until it ends}")
TRUCE__BRIEF_MSG(FIND_TARGET_COSTS, 3, "{1} holds{3} {2|once reached|until it ends}, but does not begin by itself")
TRUCE__BRIEF_MSG(FIND_TARGET_BEGINS, 3,
                 "{1} can be reached by improvements alone, and then holds{3}{2|| until it ends}")
TRUCE__BRIEF_MSG(FIND_TARGET_OUT_OF_REACH, 3,
                 "{1} would hold{3}{2|| until it ends}, but no way leads there from today")
TRUCE__BRIEF_MSG(FIND_TARGET_LEFT, 1, "{1} could be agreed, but would not hold")
TRUCE__BRIEF_MSG(TARGET_UNFEARED, 0, "The way there begins only if no such answer is feared.")
TRUCE__BRIEF_MSG(TARGET_IS, 1, "It is {1}.")
TRUCE__BRIEF_MSG(TARGET_LAPSES, 1, "It ends by itself; what is left is {1}.")
TRUCE__BRIEF_MSG(TARGET_ENDS, 2, "{1}. That is {2}.")
TRUCE__BRIEF_MSG(TARGET_ENDS_BADLY, 3, "{1}. That leaves {2} worse off than today{3}.")
TRUCE__BRIEF_MSG(OTHERS_SAME, 1, ", and {1} as well off")
TRUCE__BRIEF_MSG(OTHERS_BETTER, 1, ", and {1} better off")
TRUCE__BRIEF_MSG(OTHERS_SAME_AND_BETTER, 2, ", {1} as well off and {2} better")
TRUCE__BRIEF_MSG(ALL_THE_OTHERS, 0, "all others")
TRUCE__BRIEF_MSG(LEFT, 0, "What is left after its end")
TRUCE__BRIEF_MSG(LEFT_OF, 1, "What is left after {1}")
TRUCE__BRIEF_MSG(LEFT_OF_AFTER, 2, "{1} lasts {2}; what is left")
TRUCE__BRIEF_MSG(LEFT_HOLDS, 2, "{1} would hold{2}.")
TRUCE__BRIEF_MSG(LEFT_DOES_NOT_HOLD, 1, "{1} would not hold.")
TRUCE__BRIEF_MSG(TODAY_LAPSES, 1, "If nobody moves, it ends by itself; what is left is {1}.")
TRUCE__BRIEF_MSG(TODAY_ENDS, 2, "If nobody moves, {1}. That is {2}.")
TRUCE__BRIEF_MSG(SOME_HOLD, 3, "In all, {1} of the {2} situations {1|holds|hold}{3}.")
TRUCE__BRIEF_MSG(EACH_HOLDS, 2, "All {1} situations hold{2}.")
TRUCE__BRIEF_MSG(HELD_ANSWERED, 0, ", only by answers or caution")
TRUCE__BRIEF_MSG(HELD_PARTLY_ANSWERED, 1, ", {1w} of them only by answers or caution")
TRUCE__BRIEF_MSG(FIND_TARGETS_HOLD, 3, "{1} holds{3} once reached, and so does {2}")
TRUCE__BRIEF_MSG(FIND_NOTHING_HOLDS, 0, "In every situation somebody would rather take a step that nothing deters")
TRUCE__BRIEF_MSG(NOTHING_HOLDS_WHY, 0, "That is so however the parties reckon with the answers of the others.")
TRUCE__BRIEF_MSG(FIND_NO_TARGET, 0, "Nothing that holds is better for all who would have to move")
TRUCE__BRIEF_MSG(NO_TARGET_WHY, 1, "{1w} {1|situation holds|situations hold} by some way of reckoning with answers.")
TRUCE__BRIEF_MSG(FIND_ALL_GAIN, 1, "Everybody is better off than today only if {1}")
TRUCE__BRIEF_MSG(ALL_GAIN_COUNT, 2, "{1} of the {2} situations {1|is|are} better than today for every party.")
TRUCE__BRIEF_MSG(ALL_GAIN_BEST, 1, "{1} cannot be bettered without loss to somebody.")
TRUCE__BRIEF_MSG(ALL_GAIN_BEST_OF, 2,
                 "{1} is one of {2} that leave nobody worse off and cannot be bettered for anybody without loss to "
                 "another.")
TRUCE__BRIEF_MSG(BEST_HOLDS, 1, "It would hold{1}.")
TRUCE__BRIEF_MSG(BEST_LEFT, 1, "It would not hold: {1}.")
TRUCE__BRIEF_MSG(BEST_IS_BETTER, 2, "It is better for all {1}{2}.")
TRUCE__BRIEF_MSG(BEST_IS_BETTER_REACHED, 3, "It is better for all {1}, in {2} with a way there{3}.")
TRUCE__BRIEF_MSG(BEST_WAY, 2, "A way there takes {1w} {1|step|steps}{2}.")
TRUCE__BRIEF_MSG(WAY_PAYS, 0, ", each of which pays whoever takes it")
TRUCE__BRIEF_MSG(WAY_COSTS_NOBODY, 0, ", none of which costs its mover anything")
TRUCE__BRIEF_MSG(WAY_FIRST_COSTS, 1, "; the first costs {1}")
TRUCE__BRIEF_MSG(WAY_FIRST_COSTS_FINALLY, 1, "; the first costs {1} and cannot be taken back")
TRUCE__BRIEF_MSG(WAY_LATER_COSTS, 1, "; a later one costs {1}")
TRUCE__BRIEF_MSG(FIND_NOWHERE, 1, "{1} holds nowhere")
TRUCE__BRIEF_MSG(NOWHERE_WHY, 4,
                 "In {4|one|the nearest} of its {1} situations, {2}, and no answer would deter {3|it|them}.")
TRUCE__BRIEF_MSG(NOWHERE_WHY_TOO, 2,
                 "{1|In its one situation|In {2|one|the nearest} of its {1} situations}, the same step "
                 "pays, undeterred.")
TRUCE__BRIEF_MSG(NOWHERE_WHY_ALONE, 2,
                 "In the one situation that it has, {1}, and no answer would deter {2|it|them}.")
TRUCE__BRIEF_MSG(IF_ASKED, 1, "If asked at home, {1}.")
TRUCE__BRIEF_MSG(IF_ASKED_UNSURE, 2, "If asked at home ({2}), {1}.")
TRUCE__BRIEF_MSG(WOULD_REFUSE_IT, 1, "{1} would refuse it")
TRUCE__BRIEF_MSG(WOULD_REFUSE_IT_SURE, 2, "{1} would refuse it in {2}")
TRUCE__BRIEF_MSG(FIND_LAPSE, 3, "Once {1} has ended, {2} {3|is|are} worse off than today")

/* how sure */
TRUCE__BRIEF_MSG(OF_HUNDRED, 1, "{1} of 100")
TRUCE__BRIEF_MSG(SURE, 2, "{1} ({2})")
TRUCE__BRIEF_MSG(SURE_LINE, 2, "<strong>{1}</strong> ({2})")
TRUCE__BRIEF_MSG(SURE_TO_HOLD, 1, "holds {1}")
TRUCE__BRIEF_MSG(SURE_TO_COME, 1, "can be reached and holds {1}")
TRUCE__BRIEF_MSG(SURE_LINE_THERE, 3, "<strong>{1}</strong> ({2}; once reached, in {3})")
TRUCE__BRIEF_MSG(SURE_LINE_FORM, 4, "<strong>{1}</strong> ({2}; {3} in some form: {4})")
TRUCE__BRIEF_MSG(SURE_LINE_AMONG, 3,
                 "<strong>{1} in which something is better for all</strong> ({2}; {3} are such)")
TRUCE__BRIEF_MSG(SHARE_AMONG, 1, "{1} in which something is")
TRUCE__BRIEF_MSG(BARRED, 1, "No way leads there in {1} readings.")
TRUCE__BRIEF_MSG(BARRED_BY, 3, "In {1} readings {2} cannot {3}, and no way leads there.")
TRUCE__BRIEF_MSG(BARRED_PARTLY_BY, 4, "No way leads there in {1} readings; in {4} {2} cannot {3}.")
TRUCE__BRIEF_MSG(IN_SOME_FORM, 1, "; in some form, {1}")
TRUCE__BRIEF_MSG(SURE_NOT_TO_HOLD, 1, "does not hold {1}")
TRUCE__BRIEF_MSG(SURE_OPEN, 1, "Open: {1}")
TRUCE__BRIEF_MSG(SURE_BY_FIRST, 2, "By the first alternative it {1} {2}")
TRUCE__BRIEF_MSG(SURE_NOT, 1, "Mostly not so: {1}")
TRUCE__BRIEF_MSG(IN_EVERY, 0, "in every reading")
TRUCE__BRIEF_MSG(IN_ALMOST_EVERY, 0, "in almost every reading")
TRUCE__BRIEF_MSG(IN_THE_GREAT_MAJORITY, 0, "in the great majority of readings")
TRUCE__BRIEF_MSG(IN_MOST, 0, "in most readings")
TRUCE__BRIEF_MSG(IN_HALF, 0, "in about half of the readings")
TRUCE__BRIEF_MSG(IN_A_MINORITY, 0, "in a minority of readings")
TRUCE__BRIEF_MSG(IN_FEW, 0, "in few readings")
TRUCE__BRIEF_MSG(IN_HARDLY_ANY, 0, "in hardly any reading")
TRUCE__BRIEF_MSG(IN_NONE, 0, "in no reading")

/* beside the findings */
TRUCE__BRIEF_MSG(NEXT_HEAD, 0, "What to look at next")
TRUCE__BRIEF_MSG(THIS_LINE, 0, "this line")
TRUCE__BRIEF_MSG(KEY_LINE, 2, "{1} depends most on {2}.")
TRUCE__BRIEF_MSG(KEY_LINE_WISH, 3, "{1} depends most on the wish of {2} that {3}.")
TRUCE__BRIEF_MSG(WISH_OF, 3, "the wish of {1} that {2} {3}")
TRUCE__BRIEF_MSG(KEY_OPTION, 6,
                 "{1} depends most on whether {2} can {3} {4}: where {6|it|they} can, it stands in {5}.")
TRUCE__BRIEF_MSG(NEXT_KEY, 0, "Apart from that, it")
TRUCE__BRIEF_MSG(NEXT_KEY_MARKED, 2, "Next comes a wish of {1} {2}.")
TRUCE__BRIEF_MSG(KEY_LINE_MARKED, 3, "{1} depends most on a wish of {2} {3}.")
TRUCE__BRIEF_MSG(KEY_LINE_TOO, 1, "{1} depends most on the same line.")
TRUCE__BRIEF_MSG(FINDING_NUMBER, 1, "Finding {1}")
TRUCE__BRIEF_MSG(FINDING_SIGN, 2, "Finding {1} ({2})")
TRUCE__BRIEF_MSG(FORM_KEY, 0, "In some form, it")
TRUCE__BRIEF_MSG(FORM_KEY_MARKED, 2, "In some form, a wish of {1} matters most {2}.")
TRUCE__BRIEF_MSG(FORM_KEY_TOO, 0, "In some form, it depends most on the same line.")
TRUCE__BRIEF_MSG(GAIN_NUMBER, 1, "Finding {1}’s gain for all")
TRUCE__BRIEF_MSG(KEY_LINE_SHARES, 3, "{1} depends most on {3}: it stands in {2}.")
TRUCE__BRIEF_MSG(KEY_KEPT, 1, "{1} readings that keep it")
TRUCE__BRIEF_MSG(KEY_MOVED, 1, "{1} that move it")
TRUCE__BRIEF_MSG(KEY_LEFT_OUT, 1, "{1} without it")
TRUCE__BRIEF_MSG(KEY_TURNED, 1, "{1} that turn it round")
TRUCE__BRIEF_MSG(NO_KEY_LINE, 0, "No doubt that the author declares touches these findings.")
TRUCE__BRIEF_MSG(TAKEN_TO_HAVE, 3, "{1} {3|is|are} taken to be able to change {2}.")
TRUCE__BRIEF_MSG(TAKEN_AS_RULE, 1, "It is taken as a rule that {1}.")
TRUCE__BRIEF_MSG(TAKEN_AS_RANKED, 1, "One place in the ranking of {1} is in doubt.")
TRUCE__BRIEF_MSG(RESTS_HEAD, 0, "What it rests on")
TRUCE__BRIEF_MSG(RESTS_ON, 2, "{1|one source|{1w} sources}, read by an author: {2}.")
TRUCE__BRIEF_MSG(RESTS_ON_AUTHOR, 1, "A model without sources, as its author sees it: {1}.")
TRUCE__BRIEF_MSG(PARTIES_COUNTED, 1, "{1w} {1|party|parties}")
TRUCE__BRIEF_MSG(OPTIONS_COUNTED, 1, "{1w} {1|option|options}")
TRUCE__BRIEF_MSG(WISHES_COUNTED, 1, "{1w} {1|wish|wishes}")
TRUCE__BRIEF_MSG(RANKINGS_COUNTED, 1, "{1w} {1|ranking|rankings}")
TRUCE__BRIEF_MSG(WEIGHTS_COUNTED, 1, "{1w} {1|weight|weights}")
TRUCE__BRIEF_MSG(INPUTS_ARE, 3, "{1|The one input is|All {1} inputs are} {2}, and can be {3}.")
TRUCE__BRIEF_MSG(INPUTS_WITHOUT_SOURCE, 1, "{1} of them {1|names|name} no source.")
TRUCE__BRIEF_MSG(NO_INPUT_HAS_SOURCE, 0, "None of them names a source.")
TRUCE__BRIEF_MSG(LISTED, 0, "listed")
TRUCE__BRIEF_MSG(DISPUTED, 0, "disputed")
TRUCE__BRIEF_MSG(WHAT_A_READING_IS, 0,
                 "Readings move or omit doubtful lines by their confidence; shares count readings, not chances.")
TRUCE__BRIEF_MSG(NO_READINGS_DRAWN, 0, "No readings of the model were drawn, so no shares are told.")
TRUCE__BRIEF_MSG(NO_CONFIDENCES, 0,
                 "The author declares no doubts about any line, so there are no shares to tell how sure findings "
                 "are.")
TRUCE__BRIEF_MSG(LEFT_OUT, 1, "Left out: {1}.")
TRUCE__BRIEF_MSG(LEFT_OUT_SOME, 1, "Left out, among others: {1}.")
TRUCE__BRIEF_MSG(PHRASES, 2, "{1}; {2}")
TRUCE__BRIEF_MSG(NOT_RIGHT, 0, "The brief says what would hold, not what is right.")

/* the ladder */
TRUCE__BRIEF_MSG(TODAY, 0, "today")
TRUCE__BRIEF_MSG(SIGN_BETTER, 0, "▲")
TRUCE__BRIEF_MSG(SIGN_WORSE, 0, "▼")
TRUCE__BRIEF_MSG(SIGN_SAME, 0, "=")
TRUCE__BRIEF_MSG(COLUMN_STEP, 0, "After the step")
TRUCE__BRIEF_MSG(STEP_OF, 2, "{1}. {2}")
TRUCE__BRIEF_MSG(LADDER_TABLE, 1, "{1}: after each step better (▲), worse (▼) or the same (=) as today")
TRUCE__BRIEF_MSG(WAY_OF_FINDING, 1, "The way of finding 2, {1}")
TRUCE__BRIEF_MSG(THIS_WAY, 0, "This way")
TRUCE__BRIEF_MSG(WAY_IS_SHORTEST, 0, "the shortest")
TRUCE__BRIEF_MSG(WAY_IS_ONE_OF, 1, "one of the {1} shortest")
TRUCE__BRIEF_MSG(WAY_PAYS_IS_SHORTEST, 0, "the shortest on which every step pays")
TRUCE__BRIEF_MSG(WAY_PAYS_IS_ONE_OF, 1, "one of the {1} shortest on which every step pays")
TRUCE__BRIEF_MSG(FIGURE_LADDER_TITLE, 0, "How those who move like each step")
TRUCE__BRIEF_MSG(FIGURE_LADDER_DESC, 2,
                 "{1w} {1|panel|panels}: orders after {2w} {2|step|steps}, as in the table.")
TRUCE__BRIEF_MSG(FIGURE_LADDER_CAPTION, 0,
                 "Higher is better (no amounts). Thick: own steps.")
TRUCE__BRIEF_MSG(FIGURE_LADDER_AGAIN, 0, "The same for this way.")
TRUCE__BRIEF_MSG(OPEN, 1, "It is not known for certain what matters to {1}: the model lists what may, and this page "
                          "uses the first of each.")
TRUCE__BRIEF_MSG(HEAD_OPEN, 3, "Whether {1} holds hangs on what {2} {3|wants|want}")
TRUCE__BRIEF_MSG(STAND_OPEN, 0, "Today’s situation hangs on a wish for which the model lists alternatives.")
TRUCE__BRIEF_MSG(STAND_OPEN_HOW, 0,
                 "How firmly today’s situation holds hangs on a wish for which the model lists alternatives.")
TRUCE__BRIEF_MSG(FIND_OPEN, 1, "It is open whether {1} holds")
TRUCE__BRIEF_MSG(FIND_OPEN_HOW, 1, "It is open how firmly {1} holds")
TRUCE__BRIEF_MSG(FIND_OPEN_ANYWHERE, 1, "It is open whether {1} holds anywhere")
TRUCE__BRIEF_MSG(HOLDS, 1, "holds{1}")
TRUCE__BRIEF_MSG(DOES_NOT_HOLD, 0, "does not hold")
TRUCE__BRIEF_MSG(HOLDS_NOWHERE, 0, "holds nowhere")
TRUCE__BRIEF_MSG(HOLDS_SOMEWHERE, 0, "holds somewhere")
TRUCE__BRIEF_MSG(HANGS_FIRST, 3, "It {1} if what matters to {2} is {3}")
TRUCE__BRIEF_MSG(HANGS_NEXT, 3, "{1}; it {2} if it is {3}")
TRUCE__BRIEF_MSG(OPEN_LIST, 1, "list {1} of those given")
TRUCE__BRIEF_MSG(ASK_FIRST, 3,
                 "To ask first: which alternative is right for {1}. {3|Finding {2} hangs|Findings {2} hang} on it.")
TRUCE__BRIEF_MSG(HANGS_LIKEWISE, 0, "The same alternatives decide in the same way.")
TRUCE__BRIEF_MSG(KEEPS_TO_FIRST, 0, "What follows takes the first alternative.")
TRUCE__BRIEF_MSG(KEEPS_TO_EACH_FIRST, 0,
                 "What follows takes the first alternative of each wish that is open; others may give another "
                 "result.")
TRUCE__BRIEF_MSG(CONSENTED_DEAL, 2, "{1} is a deal that no home would refuse; it would hold{2}.")
TRUCE__BRIEF_MSG(IF_MATTERS, 3, "If what matters to {1} is {2}, {3}.")
TRUCE__BRIEF_MSG(GAIN_THEN_BETTER, 2, "{2} is better than today for {1|it|them}")
TRUCE__BRIEF_MSG(GAIN_THEN_SAME, 2, "{2} is as good as today for {1|it|them}")
TRUCE__BRIEF_MSG(GAIN_THEN_WORSE, 2, "{2} is worse than today for {1|it|them}")
TRUCE__BRIEF_MSG(HOME_THEN_REFUSES, 1, "a home would refuse {1}")
TRUCE__BRIEF_MSG(HOME_THEN_ACCEPTS, 1, "no home would refuse {1}")
TRUCE__BRIEF_MSG(IT, 0, "it")
TRUCE__BRIEF_MSG(BY_FIRST, 1, "{1}, by the first alternative")
TRUCE__BRIEF_MSG(TODAY_OPEN_HEAD, 0, "It is open whether today holds")
TRUCE__BRIEF_MSG(TODAY_OPEN_HOW_HEAD, 0, "It is open how firmly today holds")
TRUCE__BRIEF_MSG(ANNEX_HEAD, 0, "Annex")
TRUCE__BRIEF_MSG(ANNEX_INTRO, 0,
                 "Folded, so that the brief stays short. Marks in the text lead here: V1 and the like to reasons, I1 "
                 "and the like to inputs.")

/* the article */
TRUCE__BRIEF_MSG(SENTENCE, 1, "{1}.")
TRUCE__BRIEF_MSG(STANDS, 2, "{1} that is so{2}.")
TRUCE__BRIEF_MSG(STANDS_REACHED, 3, "{1} that is so, in {2} with a way there{3}.")
TRUCE__BRIEF_MSG(MIRRORS_HEAD, 0, "Each side makes its step depend on the other’s")
TRUCE__BRIEF_MSG(TODAY_SAYS, 1, "Today {1}.")
TRUCE__BRIEF_MSG(SIGN_TODAY, 0, "●")
TRUCE__BRIEF_MSG(SIGN_FIRST, 0, "◆")
TRUCE__BRIEF_MSG(SIGN_SECOND, 0, "■")
TRUCE__BRIEF_MSG(SIGN_CONSENTED, 0, "★")
TRUCE__BRIEF_MSG(BOARD_SIGN, 2, "{1} {2}")
TRUCE__BRIEF_MSG(BOARD_CAPTION, 1, "Where things stand: {1}.")
TRUCE__BRIEF_MSG(BOARD_CAPTION_NO_TODAY, 1, "Where things would stand: {1}.")
TRUCE__BRIEF_MSG(COLUMN_THING, 0, "Decided on")
TRUCE__BRIEF_MSG(COLUMN_LEVELS, 0, "Where it can stand")
TRUCE__BRIEF_MSG(MORE_OPTIONS, 1, "{1} more {1|thing is|things are} decided on; the list of inputs has all.")
TRUCE__BRIEF_MSG(MORE_PARTIES, 1, "What {1} more {1|party wants|parties want} stands in the list of inputs.")
TRUCE__BRIEF_MSG(AIMS_SURE, 0, "In brackets: the author’s confidence (0 to 1).")
TRUCE__BRIEF_MSG(HOW_SURE, 1, "({1})")
TRUCE__BRIEF_MSG(TODAY_REST_HEAD, 0, "Nobody can improve on today alone")
TRUCE__BRIEF_MSG(TODAY_CREDIBLE_HEAD, 0, "Today holds, since the others would answer every better step")
TRUCE__BRIEF_MSG(TODAY_CAUTION_HEAD, 1, "Today holds only{1}")
TRUCE__BRIEF_MSG(TODAY_LEFT_HEAD, 0, "Today does not hold")
TRUCE__BRIEF_MSG(NO_STEP_THERE, 0, "Nobody has a step that could be taken.")
TRUCE__BRIEF_MSG(LEADS_THERE, 1, "to {1}")
TRUCE__BRIEF_MSG(SUPPOSE, 1, "Suppose that {1}.")
TRUCE__BRIEF_MSG(TARGET_RESTS, 1,
                 "Then {1|the one possible step does not pay|none of the {1} possible steps pays} whoever takes it.")
TRUCE__BRIEF_MSG(TARGET_NO_STEP, 0, "Then nobody has a step that could be taken.")
TRUCE__BRIEF_MSG(TARGET_HELD, 1, "This holds {1}.")
TRUCE__BRIEF_MSG(BREAK_IN, 1, "The way could be left: {1}.")
TRUCE__BRIEF_MSG(BREAK_AFTER, 2, "after {1|step|steps} {2}")
TRUCE__BRIEF_MSG(BREAK_IN_AFTER, 2, "{1}, {2}")
TRUCE__BRIEF_MSG(NO_BREAK, 0, "Nobody would leave it midway.")
TRUCE__BRIEF_MSG(CAN_TAKE_BACK, 1, "{1} could take the first step back.")
TRUCE__BRIEF_MSG(CAN_TAKE_BACK_UNTIL, 2, "{1} could take the first step back until step {2} rules that out.")
TRUCE__BRIEF_MSG(TARGET_IS_BETTER, 2, "It is better than today for everybody {1}{2}.")
TRUCE__BRIEF_MSG(TARGET_IS_BETTER_REACHED, 3,
                 "It is better than today for everybody {1}, in {2} with a way there{3}.")
TRUCE__BRIEF_MSG(BETTER_DEAL, 2, "It could be better for {1} without loss to anybody: in {2}.")
TRUCE__BRIEF_MSG(BETTER_DEAL_HOLDS, 1, "That situation would hold too, {1}.")
TRUCE__BRIEF_MSG(BETTER_DEAL_LEFT, 0, "But that situation would not hold.")
TRUCE__BRIEF_MSG(TODAY_IS_BETTER, 2, "For {1}, today is better {2}.")
TRUCE__BRIEF_MSG(GAINS_HEAD, 0, "What holds, and what does not")
TRUCE__BRIEF_MSG(GAINS_HEAD_SOME, 0, "There is something better for everybody")
TRUCE__BRIEF_MSG(GAINS_HEAD_NONE, 0, "Nothing is better than today for everybody")
TRUCE__BRIEF_MSG(GAINS_HEAD_NONE_DEAL, 0, "Nothing is better for everybody than no agreement")
TRUCE__BRIEF_MSG(NONE_GAINS_ALL, 1,
                 "{1|The one situation there is does not leave|None of the {1} situations leaves} every party better "
                 "off than today.")
TRUCE__BRIEF_MSG(NONE_GAINS_ALL_DEAL, 1,
                 "{1|The one situation there is does not leave|None of the {1} situations leaves} every party better "
                 "off than without an agreement.")
TRUCE__BRIEF_MSG(ALL_GAIN_COUNT_DEAL, 2,
                 "{1} of the {2} situations {1|is|are} better for every party than no agreement.")
TRUCE__BRIEF_MSG(MATRIX_CAPTION, 1, "Better (▲), worse (▼) or the same (=) as today, and whether it holds: {1}.")
TRUCE__BRIEF_MSG(MATRIX_SHARES, 0, " Numbers: how many of 100 readings of the party’s wishes agree.")
TRUCE__BRIEF_MSG(SIGN_SHARE, 2, "{1} {2}")
TRUCE__BRIEF_MSG(MATRIX_CAPTION_NO_DEAL, 1,
                 "Better (▲), worse (▼) or the same (=) as no agreement, and whether it holds: {1}.")
TRUCE__BRIEF_MSG(MATRIX_YES, 0, "yes, where nobody has a better step")
TRUCE__BRIEF_MSG(MATRIX_BY_ANSWERS, 0,
                 "by answers, where each better step would be answered, in the interest of those who answer")
TRUCE__BRIEF_MSG(MATRIX_BY_CAUTION, 0,
                 "by caution, where each better step could be answered, perhaps at a cost to those who answer")
TRUCE__BRIEF_MSG(MATRIX_BY_GREAT_CAUTION, 0,
                 "by great caution, where each better step could be answered, perhaps at a cost to those who answer, "
                 "and that answer perhaps escaped")
TRUCE__BRIEF_MSG(MATRIX_UNTIL, 0, "until it ends, where that comes by itself")
TRUCE__BRIEF_MSG(MATRIX_NO, 0, "no, where somebody has a better step that no answer deters")
TRUCE__BRIEF_MSG(COLUMN_SITUATION, 0, "Situation")
TRUCE__BRIEF_MSG(COLUMN_HOLDS, 0, "Holds")
TRUCE__BRIEF_MSG(HOLDS_YES, 0, "yes")
TRUCE__BRIEF_MSG(HOLDS_BY_ANSWERS, 0, "by answers")
TRUCE__BRIEF_MSG(HOLDS_BY_CAUTION, 0, "by caution")
TRUCE__BRIEF_MSG(HOLDS_BY_GREAT_CAUTION, 0, "by great caution")
TRUCE__BRIEF_MSG(HOLDS_NO, 0, "no")
TRUCE__BRIEF_MSG(HOLDS_UNTIL, 1, "{1}, until it ends")
TRUCE__BRIEF_MSG(CONSENT_HEAD, 1, "{1} would be accepted at home")
TRUCE__BRIEF_MSG(REFUSAL_HEAD, 1, "{1} would be refused at home")
TRUCE__BRIEF_MSG(REFUSAL_HEAD_IF, 1, "{1} would be refused at home if consent is needed")
TRUCE__BRIEF_MSG(CONSENT_OF_ONE, 2, "What {1} would agree to has to be accepted at home by {2}.")
TRUCE__BRIEF_MSG(UNASKED_HEAD, 0, "What is found above is not put to a vote at home")
TRUCE__BRIEF_MSG(HOME_REFUSES_HEAD, 0, "What would be refused at home")
TRUCE__BRIEF_MSG(VOTED, 3, "Of {1} {1|situation|situations} put to a vote, {2} would be accepted; {3}.")
TRUCE__BRIEF_MSG(VOTED_ALL, 1, "{1|The one situation|Each of the {1} situations} put to a vote would be accepted.")
TRUCE__BRIEF_MSG(REFUSES_FIRST, 2, "{1} would refuse {2}")
TRUCE__BRIEF_MSG(REFUSES_NEXT, 2, "{1} {2}")
TRUCE__BRIEF_MSG(CONSENT_OF, 3, "What {1} would agree to has to be accepted at home by {2}: {3}.")
TRUCE__BRIEF_MSG(AUTHOR_IS_SURE, 1, "Confidence: {1}.")
TRUCE__BRIEF_MSG(WOULD_BE_ACCEPTED, 2, "{1} would be accepted, though {2} would refuse it.")
TRUCE__BRIEF_MSG(RIPE_HEAD_NOT, 0, "The usual conditions for talks are not all met")
TRUCE__BRIEF_MSG(OPENINGS_HEAD, 1, "One change of mind would open a way{1}")
TRUCE__BRIEF_MSG(OPENINGS_HEAD_REVERSED, 1, "One wish turned into its opposite would open a way{1}")
TRUCE__BRIEF_MSG(OPENINGS_HEAD_NONE, 1, "No single change of mind would open a way{1}")
TRUCE__BRIEF_MSG(OPENINGS_HEAD_TO, 1, " to {1}")
TRUCE__BRIEF_MSG(OPENINGS_HEAD_OPEN, 0, "A way is open without any change of mind")
TRUCE__BRIEF_MSG(OPENINGS_TRIED, 0,
                 "Single wishes given up or reversed were tried.")
TRUCE__BRIEF_MSG(OPENINGS_TRIED_LISTS, 0,
                 "Single wishes in lists, given up or reversed, were tried; rankings and weights stayed.")
TRUCE__BRIEF_MSG(OPENING_OPEN, 1, "Every step of a way to {1} pays whoever takes it, so nothing has to change.")
TRUCE__BRIEF_MSG(OPENING_NONE, 1, "None opens a way to {1} that pays at every step.")
TRUCE__BRIEF_MSG(OPENINGS_INTRO, 2,
                 "For a way to {1} that pays at every step, {2|this is|each of these alone is} enough:")
TRUCE__BRIEF_MSG(GOES_FIRST, 2, "{1}, and {2|goes|go} first")
TRUCE__BRIEF_MSG(OTHER_GOES_FIRST, 3, "{1}, and {2} {3|goes|go} first")
TRUCE__BRIEF_MSG(TODAY_GIVES_WAY, 0, "Today then no longer holds.")
TRUCE__BRIEF_MSG(TODAY_LESS_HOLDS, 1, "Today then holds only{1}.")
TRUCE__BRIEF_MSG(TODAY_HARDLY_HOLDS, 1, "Today then holds only{1}, if at all.")
TRUCE__BRIEF_MSG(FIRST_STEP_COSTS, 1, "On finding 2’s way, the first step costs {1}.")
TRUCE__BRIEF_MSG(LATER_STEP_COSTS, 1, "On finding 2’s way, a later step costs {1}.")
TRUCE__BRIEF_MSG(NONE_OPENS, 0,
                 "No single wish given up or turned into its opposite opens a way that pays at every step.")
TRUCE__BRIEF_MSG(OPENS_IF, 1, "A way to finding 2 would pay at every step if {1}.")
TRUCE__BRIEF_MSG(WENT_FIRST, 1, "{1}, and went first")
TRUCE__BRIEF_MSG(OTHER_WENT_FIRST, 2, "{1}, and {2} went first")
TRUCE__BRIEF_MSG(OTHERS_OPEN, 1, "{1|Another change|{1W} other changes} would do.")
TRUCE__BRIEF_MSG(OTHERS_OPEN_OR, 2,
                 "{1|Another reversal|{1W} other reversals} would do; without one, {2w} {2|change|changes}.")
TRUCE__BRIEF_MSG(GENTLE_OPENS, 1, "{1|One change of another kind would do|Without a reversal it takes {1w} changes}.")
TRUCE__BRIEF_MSG(GENTLE_OPENS_TO, 2, "Without a reversal, a way to {2} takes {1w} {1|change|changes}.")
TRUCE__BRIEF_MSG(GENTLE_HEAD, 0, "The cheapest changes that open a way without a reversal")
TRUCE__BRIEF_MSG(GENTLE_ONE, 2, "{1}{2||, one of {2}}:")
TRUCE__BRIEF_MSG(CAME_TO_WANT, 2, "{1} came to want the opposite, that {2}")
TRUCE__BRIEF_MSG(GAVE_UP, 3, "{1} gave up {3|its|their} wish that {2}")
TRUCE__BRIEF_MSG(WANTS_THE_OPPOSITE, 3, "{1} {3|comes|come} to want the opposite, that {2}")
TRUCE__BRIEF_MSG(GIVES_UP, 3, "{1} {3|gives|give} up {3|its|their} wish that {2}")
TRUCE__BRIEF_MSG(DOUBTS_HEAD, 0, "The doubts that the author declares touch none of this")
TRUCE__BRIEF_MSG(DOUBTS_HEAD_KEY, 0, "How far this depends on doubtful lines")
TRUCE__BRIEF_MSG(DOUBTS_WAY, 0,
                 "Where steps that pay lead to a situation, its share counts that it holds and that some way leads "
                 "there, not that each step pays.")
TRUCE__BRIEF_MSG(DOTS_CAPTION, 0,
                 "In how many of 100 readings each finding stands")
TRUCE__BRIEF_MSG(COLUMN_FINDING, 0, "Finding")
TRUCE__BRIEF_MSG(COLUMN_READINGS, 0, "Readings")
TRUCE__BRIEF_MSG(BETTER_FOR_ALL, 1, "{1} is better than today for all")
TRUCE__BRIEF_MSG(BETTER_FOR_ALL_REACHED, 1, "{1} can be reached and is better than today for all")
TRUCE__BRIEF_MSG(BETTER_FOR_ALL_DEAL, 1, "{1} is better for all than no agreement")
TRUCE__BRIEF_MSG(OUTLOOK_HEAD, 0, "Where the model goes when it is run on")
TRUCE__BRIEF_MSG(OUTLOOK_HEAD_STAYS, 1, "With errors, {1} stays the most frequent")
TRUCE__BRIEF_MSG(OUTLOOK_INTRO, 2,
                 "The model was also run on from today. Each party now and then takes its best step that no answer "
                 "spoils. In none, {1} or {2} of 100 decisions, as is assumed, it slips by a neighbouring level.")
TRUCE__BRIEF_MSG(ALONE, 1, "{1} alone")
TRUCE__BRIEF_MSG(OUTLOOK_OTHERS_RARE, 0, "At the middle rate no other outcome averages 1 of 100.")
TRUCE__BRIEF_MSG(WHAT_A_ROUND_IS, 0, "In a round each party decides once on average.")
TRUCE__BRIEF_MSG(BANDS_CAPTION, 1,
                 "In how many of 100 runs each outcome is there, on average at the middle rate of slips; in "
                 "brackets, one range over the averages at all three rates{1| and the middle eight in ten readings|}")
TRUCE__BRIEF_MSG(AFTER_DAYS, 1, "after {1} days")
TRUCE__BRIEF_MSG(AFTER_ROUNDS, 1, "after {1} rounds")
TRUCE__BRIEF_MSG(BAND, 3, "{1} ({2} to {3})")
TRUCE__BRIEF_MSG(OUTLOOK_MEANS, 0, "Runs are no chances of an event.")
TRUCE__BRIEF_MSG(OUTLOOK_OVERLAPS, 0,
                 "Rows overlap: a run counts in each that fits.")
TRUCE__BRIEF_MSG(OUTLOOK_INCLUDES, 2, "{1} is there in every run that has come to {2}.")
TRUCE__BRIEF_MSG(OUTLOOK_NOTHING_ENDS, 0,
                 "Nothing ends by itself in these runs: the model does not say after how many days.")
TRUCE__BRIEF_MSG(OUTLOOK_NOTHING_ENDS_IN_ROUNDS, 0,
                 "Nothing ends by itself in these runs: they are counted in rounds, not in days.")
TRUCE__BRIEF_MSG(OUTLOOK_SOME_ENDS, 0,
                 "In these runs only that ends by itself of which the model says after how many days.")
TRUCE__BRIEF_MSG(OUTLOOK_ALL_ENDS, 0,
                 "What ends by itself does so in these runs too, at random, after the time told on average.")
TRUCE__BRIEF_MSG(LIMITS_HEAD, 0, "What this brief cannot say")
TRUCE__BRIEF_MSG(LEAVES_OUT, 1, "Its author names what the model leaves out: {1}.")
TRUCE__BRIEF_MSG(CLAIMS_OF_SOURCES, 1,
                 "It rests on {1w} {1|source, whose claims stay that source’s|sources, whose claims stay theirs}.")
TRUCE__BRIEF_MSG(NOT_WHAT_HAPPENS, 0,
                 "It says what would hold, not what is right, bearable or going to happen.")

/* annex: method */
TRUCE__BRIEF_MSG(METHOD_HEAD, 0, "How it was worked out")
TRUCE__BRIEF_MSG(METHOD_MODEL, 2,
                 "The author of the model lists who decides on what, which combinations are possible, and what each "
                 "party wants. That gives {1} {1|situation|situations}{2} and, for each party, an order of them.")
TRUCE__BRIEF_MSG(OF_COMBINATIONS, 1, " (of {1} combinations)")
TRUCE__BRIEF_MSG(METHOD_STEPS, 0,
                 "Then every situation is asked about every party: is there a step of its own that it would like "
                 "better, and if so, would the answers of the others make it a mistake? A situation holds if nobody "
                 "has such a step. Four ways to count answers were used; the text tells the strongest by which "
                 "something holds. This is the Graph Model for Conflict Resolution (Fang and others 1993).")
TRUCE__BRIEF_MSG(METHOD_CHECK, 0,
                 "Each reason was found by one program and checked by another, which shares only the definitions.")
TRUCE__BRIEF_MSG(METHOD_READINGS, 2,
                 "To see how far findings depend on {2|the one doubtful line, {1} readings were|the {2} doubtful "
                 "lines, {1} readings were} drawn as is told above the inputs, with random "
                 "numbers by Philox4x32-10, seed 1.")
TRUCE__BRIEF_MSG(DRAWN, 0,
                 "In a reading, a line, whatever the others do, stands as written with the probability of its "
                 "confidence.")
TRUCE__BRIEF_MSG(DRAWN_STATEMENT, 0, "A wish that does not is left out half of the time; else it moves.")
TRUCE__BRIEF_MSG(DRAWN_GROUP, 0,
                 "A place of a ranking that does not moves; what is tied is as sure as its least sure line.")
TRUCE__BRIEF_MSG(DRAWN_WEIGHT, 0,
                 "A weight that does not is left out half of the time; else it is larger or smaller, alike: 2 times "
                 "with probability 1/2, 4 times with 1/4, 8 and 16 times with 1/8 each.")
TRUCE__BRIEF_MSG(DRAWN_OPTION, 0, "An option that does not cannot be changed.")
TRUCE__BRIEF_MSG(DRAWN_RULE, 0, "A rule that does not is left out.")
TRUCE__BRIEF_MSG(DRAWN_MOVES, 0,
                 "What moves goes up or down its list, alike where there is room for both: past one line with "
                 "probability 1/2, past two with 1/4, and so on; what is left takes it to the end. Lines are passed "
                 "where they are written, and keep their order where several come to one place.")
TRUCE__BRIEF_MSG(DRAWN_ONLY, 0, "The only wish of a list does not move: it is left out.")
TRUCE__BRIEF_MSG(DRAWN_AS_SAID, 0, "Where a line says what it is if wrong, it is that.")
TRUCE__BRIEF_MSG(DRAWN_FIRST, 0,
                 "What is open has its first alternative in every reading; the statements of that, if any, are lines "
                 "of the list.")
TRUCE__BRIEF_MSG(DRAWN_NOTHING_ELSE, 0, "All else stands as written, whatever its confidence.")
TRUCE__BRIEF_MSG(METHOD_ERROR, 2,
                 "So shares have an error: 70 of 100 stands for {1} to {2} (95% interval, Wilson 1927); where an "
                 "interval crosses a border between two words, the weaker is used.")
TRUCE__BRIEF_MSG(METHOD_LOSS, 0,
                 "How many readings leave somebody worse off after something has ended is reckoned, not drawn.")
TRUCE__BRIEF_MSG(METHOD_OUTLOOK, 3,
                 "For the outlook, each party decides at random times, {2|once in a round on average|as often on "
                 "average as the model says}. It makes the best of its improvements that no answer spoils ({1}), of "
                 "equals any; without one it stays. So what holds under {1} is left only by slips{3| and by what "
                 "ends by itself|}. A slip changes one option by one level, if that can be taken back. Shares are "
                 "computed from these rules, not drawn.")
TRUCE__BRIEF_MSG(METHOD_OUTLOOK_READINGS, 3,
                 "They are averages over {1} of the readings{3| (the more situations, the longer one takes and the "
                 "fewer are used: 1,000 to 100)|}; each at the middle rate is right to within {2} of 100 "
                 "(95% interval).")
TRUCE__BRIEF_MSG(LITERATURE, 0, "Literature:")
TRUCE__BRIEF_MSG(METHOD_BEHAVIOUR, 1,
                 "The model says by which concept each party judges: {1}. The brief uses the same four for all.")
TRUCE__BRIEF_MSG(JUDGES_BY, 2, "{1} by {2}")
TRUCE__BRIEF_MSG(METHOD_STRENGTH, 0,
                 "The model marks some preferences as strong. In the brief every loss deters alike.")
TRUCE__BRIEF_MSG(TERM_READING, 0, "Reading")
TRUCE__BRIEF_MSG(MEANS_READING, 0,
                 "The model with its doubtful lines moved or left out, as often as their confidence suggests.")
TRUCE__BRIEF_MSG(TERM_REACHED, 0, "Can be reached")
TRUCE__BRIEF_MSG(MEANS_REACHED, 1,
                 "Moves of any parties lead there from today under the reading’s rules, whether or not they pay"
                 "{1||; what ends by itself is a step, too}.")
TRUCE__BRIEF_MSG(TERM_FORM, 0, "In some form")
TRUCE__BRIEF_MSG(MEANS_FORM, 0,
                 "In some situation of the outcome that holds and can be reached, in each reading perhaps another.")
TRUCE__BRIEF_MSG(TERM_RATHER, 0, "Would rather")
TRUCE__BRIEF_MSG(MEANS_RATHER, 0,
                 "Has a step to a situation that stands higher in its order. It is no forecast that the step is "
                 "taken. “Would not … unless” or “while” is a condition at the head of a list, before every other "
                 "aim; “would rather not … unless” one further down.")
TRUCE__BRIEF_MSG(TERM_LAPSE, 0, "To end by itself")
TRUCE__BRIEF_MSG(MEANS_LAPSE, 0, "To lapse without a step of anybody; what cannot be taken back stays.")

/* the situation */
TRUCE__BRIEF_MSG(SITUATION_HEAD, 0, "Who decides on what, and what each side wants")
TRUCE__BRIEF_MSG(TODAY_IS, 2,
                 "Today is {1}, {2|the only situation|one of {2} situations} that the model allows.")
TRUCE__BRIEF_MSG(NO_TODAY, 1,
                 "The model does not say where things stand today. It allows {1} {1|situation|situations}.")
TRUCE__BRIEF_MSG(OPTION_LINE, 3, "{1}: {2}{3}")
TRUCE__BRIEF_MSG(ONE_WAY_UP, 0, "; cannot be taken back")
TRUCE__BRIEF_MSG(ONE_WAY_DOWN, 0, "; can only be lowered")
TRUCE__BRIEF_MSG(ONE_WAY_NONE, 0, "; cannot be changed")

/* what each side wants */
TRUCE__BRIEF_MSG(AIMS_INTRO, 3,
                 "In the author’s reading of the {1|source|sources}, this matters most to each side{2}{3}.")
TRUCE__BRIEF_MSG(AIMS_INTRO_UNSOURCED, 2,
                 "As the author of the model sees it, this matters most to each side{1}{2}.")
TRUCE__BRIEF_MSG(AIMS_LISTS, 0,
                 "; a line outweighs all below it together. Numbers are places in its list")
TRUCE__BRIEF_MSG(AIMS_LISTS_SOME, 0,
                 ". Where wishes are listed (“That …”) without weights, each outweighs all below it together. "
                 "Numbers are places in a list")
TRUCE__BRIEF_MSG(AIMS_BESIDE, 0, " beside these conditions")
TRUCE__BRIEF_MSG(WISH, 1, "that {1}")
TRUCE__BRIEF_MSG(WEIGHS, 0, "What counts, and how much:")
TRUCE__BRIEF_MSG(OPEN_EITHER, 1, "either {1}")
TRUCE__BRIEF_MSG(OPEN_NOTHING, 0, "that this does not matter")
TRUCE__BRIEF_MSG(OPEN_OR, 2, "{1}; or {2}")
TRUCE__BRIEF_MSG(OPEN_FIRST, 1, "first {1}")
TRUCE__BRIEF_MSG(OPEN_SECOND, 2, "{1}, and second {2}")
TRUCE__BRIEF_MSG(OPEN_THEN, 2, "{1}, then {2}")
TRUCE__BRIEF_MSG(OPEN_LAST, 2, "{1}, and last {2}")
TRUCE__BRIEF_MSG(WEIGHT, 2, "{1}: a weight of {2}")
TRUCE__BRIEF_MSG(AS_GOOD, 1, "{1w} more {1|is|are} as good")
TRUCE__BRIEF_MSG(RANKS, 0, "Preferred, best first:")
TRUCE__BRIEF_MSG(AIMS_OPEN, 1, "This is not known for certain: the model lists {1} possibilities. This page uses the "
                               "first.")
TRUCE__BRIEF_MSG(AIMS_OPEN_AT, 3,
                 "What stands at {3|place|places} {2} is not known for certain: the model lists {1} possibilities. "
                 "This page uses the first.")
TRUCE__BRIEF_MSG(MARKED_STRONG, 1, "{1} (marked strong)")
TRUCE__BRIEF_MSG(ALL_ALIKE, 0, "No situation is preferred to another.")
TRUCE__BRIEF_MSG(WANTS_NOTHING, 0, "The model says nothing about what is wanted here.")

/* what holds */
TRUCE__BRIEF_MSG(HOLDS_AT_REST, 2,
                 "{1} holds: {2|the one possible step from there is no improvement|of the {2} possible steps from "
                 "there, none is an improvement} for whoever would take it.")
TRUCE__BRIEF_MSG(HOLDS_WITHOUT_STEPS, 1, "{1} holds: nobody has a step that could be taken.")
TRUCE__BRIEF_MSG(HOLDS_CREDIBLE, 1,
                 "{1} holds: whoever has a better move would be answered by moves that are in the interest of "
                 "those who answer.")
TRUCE__BRIEF_MSG(HOLDS_CAREFUL, 1,
                 "{1} holds only by caution: the replies that deter could hurt those who make them, but nobody "
                 "could escape them.")
TRUCE__BRIEF_MSG(HOLDS_FEARFUL, 1,
                 "{1} holds only by great caution: the replies that deter could hurt those who make them, and "
                 "could be escaped.")
TRUCE__BRIEF_MSG(HOLDS_NOT, 1, "{1} does not hold, however the parties reckon with replies.")
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
    "It does not last for {4}. {1}, which is better {2}, and no reply of the others would make it a mistake, not "
    "even one that harms those who make it {3}.")
TRUCE__BRIEF_MSG(HELD_CREDIBLY, 4,
                 "{1}, and would like that better. But an answer in the interest of those who give it would lead "
                 "{2}. That is no better for {4} than the start {3}.")
TRUCE__BRIEF_MSG(HELD_BY_FEAR, 5,
                 "{1}, and would like that better. But {5}. That leads {2}. It is no better for {4} than the "
                 "start {3}.")
TRUCE__BRIEF_MSG(BACK_AGAIN, 0, "back to the start")
TRUCE__BRIEF_MSG(OUTCOMES_HEAD, 0, "How many situations hold, outcome by outcome")
TRUCE__BRIEF_MSG(OUTCOMES_HEAD_NONE, 0, "How many situations hold")
TRUCE__BRIEF_MSG(OUTCOMES_INTRO, 0,
                 "An outcome is a name for a group of situations. It holds in those that nobody would leave; whether "
                 "anybody gets there is another question.")
TRUCE__BRIEF_MSG(OUTCOMES_INTRO_NONE, 0,
                 "A situation holds that nobody would leave; whether anybody gets there is another question.")
TRUCE__BRIEF_MSG(
    OUTCOMES_CAPTION, 0,
    "In how many of its situations each outcome holds, by how the parties are taken to reckon: Nash asks most, GMR "
    "least.")
TRUCE__BRIEF_MSG(OUTCOMES_CAPTION_NONE, 0,
                 "How many situations hold, by how the parties are taken to reckon: Nash asks most, GMR least.")
TRUCE__BRIEF_MSG(PARTIES_CAPTION, 0,
                 "For each party: its moves from today; its moves from all situations together, and how many of "
                 "these are improvements; the places in its order; and the situations that are stable for it")
TRUCE__BRIEF_MSG(PARTIES_CAPTION_NO_TODAY, 0,
                 "For each party: its moves from all situations together, and how many of these are improvements; "
                 "the places in its order; and the situations that are stable for it")
TRUCE__BRIEF_MSG(PARTIES_CAPTION_UNCOUNTED, 0,
                 "For each party: the places in its order, and the situations that are stable for it")
TRUCE__BRIEF_MSG(COLUMN_PARTY, 0, "Party")
TRUCE__BRIEF_MSG(COLUMN_MOVES_TODAY, 0, "Moves today")
TRUCE__BRIEF_MSG(COLUMN_MOVES, 0, "Moves")
TRUCE__BRIEF_MSG(COLUMN_IMPROVEMENTS, 0, "Improvements")
TRUCE__BRIEF_MSG(COLUMN_PLACES, 0, "Places")
TRUCE__BRIEF_MSG(COLUMN_OUTCOME, 0, "Outcome")
TRUCE__BRIEF_MSG(COLUMN_STATES, 0, "Situations")
TRUCE__BRIEF_MSG(ALL_STATES, 0, "All situations")
TRUCE__BRIEF_MSG(NO_OUTCOME, 0, "None of these")
TRUCE__BRIEF_MSG(MORE_OUTCOMES, 1, "{1} more {1|outcome is|outcomes are} not told here.")
TRUCE__BRIEF_MSG(DIFFERS, 1, " Unlike today, {1}. ")
TRUCE__BRIEF_MSG(NOTHING_HOLDS, 0,
                 "Nothing holds, however the parties reckon with replies: in every situation somebody has a better "
                 "move that "
                 "nothing deters.")
TRUCE__BRIEF_MSG(THESE_HOLD, 2, "Under {1}, {2|this situation holds|these {2} situations hold}:")
TRUCE__BRIEF_MSG(FIRST_THAT_HOLD, 2, "Under {1}, {2} situations hold; the first are:")

/* what could be agreed */
TRUCE__BRIEF_MSG(DEALS_HEAD, 0, "What could be agreed")
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
TRUCE__BRIEF_MSG(ZONE_TODAY, 0,
                 "Each other situation is worse than that for somebody.")
TRUCE__BRIEF_MSG(ZONE_EMPTY, 1, "Each of the {1} situations is worse than that for somebody.")
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
    DEAL_BY_IMPROVEMENTS, 1,
    " From today it can be reached by moves each of which improves on the situation before for whoever makes it{1|, "
    "as the model is written; in how many readings was not asked|}.")
TRUCE__BRIEF_MSG(
    DEAL_BY_MOVES, 0,
    " From today it can be reached, but not without moves that are no improvement for whoever makes them.")
TRUCE__BRIEF_MSG(DEAL_OUT_OF_REACH, 0, " From today it cannot be reached.")
TRUCE__BRIEF_MSG(DEAL_IS_TODAY, 0, " It is how things stand today.")
TRUCE__BRIEF_MSG(DEAL_EXPIRES, 1,
                 " It ends by itself and turns into {1}, which leaves nobody worse off than no agreement.")
TRUCE__BRIEF_MSG(DEAL_EXPIRES_AT_A_LOSS, 2,
                 " It ends by itself and turns into {1}, which is worse than no agreement for {2}.")
TRUCE__BRIEF_MSG(DEAL_NOT_RATIFIED, 0, " It would not be accepted at every home.")
TRUCE__BRIEF_MSG(MORE_DEALS, 1, "{1} more {1|deal is|deals are} not told here.")
TRUCE__BRIEF_MSG(WAIVE, 1,
                 "Nothing is better for everybody. Something is better for all others if the consent of {1} is not "
                 "asked for.")
TRUCE__BRIEF_MSG(LETTER, 2, "{1}: {2}")

/* ways */
TRUCE__BRIEF_MSG(WAY, 1, "The shortest way there takes {1w} {1|step|steps}:")
TRUCE__BRIEF_MSG(WAY_OF_SEVERAL, 2, "A shortest way there, one of {2}, takes {1w} {1|step|steps}:")
TRUCE__BRIEF_MSG(WAY_OF_IMPROVEMENTS, 1,
                 "The shortest way there on which every step pays takes {1w} {1|step|steps}:")
TRUCE__BRIEF_MSG(WAY_OF_IMPROVEMENTS_OF_SEVERAL, 2,
                 "A shortest way there on which every step pays, one of {2}, takes {1w} {1|step|steps}:")
TRUCE__BRIEF_MSG(ALSO_BEGIN, 2, "{1} could {2||each }begin another")
TRUCE__BRIEF_MSG(ALSO_BEGIN_AT, 3, "{1} could {3||each }begin another with {2}")
TRUCE__BRIEF_MSG(ALSO_NEXT, 4, "{1}, {2} {4||each }one with {3}")
TRUCE__BRIEF_MSG(COSTLY, 1, "{1w} costly {1|step|steps}")
TRUCE__BRIEF_MSG(COSTLY_FINAL, 1, "{1w} costly {1|step|steps} that cannot be taken back")
TRUCE__BRIEF_MSG(COSTLY_PARTLY, 2, "{1w} costly {1|step|steps} ({2w} cannot be taken back)")
TRUCE__BRIEF_MSG(STEP_BETTER, 4, "{1} would {2}{4}. That is better for {3|it|them} than before.")
TRUCE__BRIEF_MSG(STEP_SAME, 4, "{1} would {2}{4}. That is as good for {3|it|them} as before.")
TRUCE__BRIEF_MSG(STEP_WORSE, 5, "{1} would {2}{4}. That is worse for {3|it|them} than before, {5}.")
TRUCE__BRIEF_MSG(STEP_FINAL, 0, ", which cannot be taken back")
TRUCE__BRIEF_MSG(STEP_PARTLY_FINAL, 0, ", part of which cannot be taken back")
TRUCE__BRIEF_MSG(STEP_LAPSES, 1, "Nobody moves: something ends by itself {1}.")
TRUCE__BRIEF_MSG(STEP_LAPSES_INTO, 2, "Nobody moves, it lapses by itself {2}. Reached: {1}.")
TRUCE__BRIEF_MSG(MORE_STEPS, 1, "{1} more {1|step is|steps are} not told here.")
TRUCE__BRIEF_MSG(WAY_BY_IMPROVEMENTS, 0, "Every step is an improvement for whoever makes it.")
TRUCE__BRIEF_MSG(WAY_SIDEWAYS, 0,
                 "No step costs its mover anything, but there is no way on which each is an improvement.")
TRUCE__BRIEF_MSG(WAY_COSTS, 1, "{1W} {1|step costs|steps cost}; no way as short has fewer.")
TRUCE__BRIEF_MSG(NO_WAY, 0, "No sequence of steps leads there from today.")
TRUCE__BRIEF_MSG(NO_WAY_LAPSING, 0,
                 "No sequence of steps leads there from today, and nothing that ends by itself does.")
TRUCE__BRIEF_MSG(LAPSES, 0, "What is temporary lapses by itself")

/* at home */
TRUCE__BRIEF_MSG(HOME_HEAD, 0, "Consent at home")
TRUCE__BRIEF_MSG(HOME_INTRO, 0,
                 "What a party agrees to has to be accepted at home by those who have a say there. Each of them is "
                 "taken to accept what is at least as good as being left without it.")
TRUCE__BRIEF_MSG(HOME_RULE, 3, "For {1}, {2}; {3w} {3|is|are} asked:")
TRUCE__BRIEF_MSG(RULE_UNANIMITY, 0, "everybody who is asked has to consent")
TRUCE__BRIEF_MSG(RULE_MAJORITY, 0, "more than half of those who are asked have to consent")
TRUCE__BRIEF_MSG(RULE_QUOTA, 1, "at least {1} of those who are asked have to consent")
TRUCE__BRIEF_MSG(RULE_WEIGHTED, 1, "the weights of those who consent have to add up to at least {1}")
TRUCE__BRIEF_MSG(ACTOR, 3, "{1}: compared with {2}, {3} at least as good.")
TRUCE__BRIEF_MSG(
    ACTOR_WEIGHS, 4,
    "{1}, with a weight of {4}: compared with {2}, {3} at least as good.")
TRUCE__BRIEF_MSG(ARE_AS_GOOD, 1, "{1} {1|situation is|situations are}")
TRUCE__BRIEF_MSG(ARE_AS_GOOD_OF, 2, "{1} of the {2} put to a vote {1|is|are}")
TRUCE__BRIEF_MSG(WIN_SET, 2, "{1} of the {2} situations would be ratified.")
TRUCE__BRIEF_MSG(WIN_SET_VOTED, 2, "Of {2} {2|situation|situations} put to a vote, {1} would be ratified.")
TRUCE__BRIEF_MSG(WIN_SET_ALL, 1, "{1|The one situation there is|Each of the {1} situations} would be ratified.")
TRUCE__BRIEF_MSG(WIN_SET_NONE, 1, "None of the {1} situations would be ratified.")
TRUCE__BRIEF_MSG(WOULD_BE_ENOUGH, 1, " The consent of {1} would be enough.")

/* what is temporary */
TRUCE__BRIEF_MSG(EXPIRING_HEAD, 0, "What does not last by itself")
TRUCE__BRIEF_MSG(EXPIRING_STATES, 1,
                 "{1w} {1|situation|situations} that would hold by some way of reckoning with replies {1|ends|end} "
                 "by {1|itself|themselves}; of those named here:")
TRUCE__BRIEF_MSG(EXPIRY_CONCERNS, 1, "That is so where {1}.")
TRUCE__BRIEF_MSG(STATES_LAST, 2, "{1} {2|does|do} not end by {2|itself|themselves}.")
TRUCE__BRIEF_MSG(STATE_EXPIRES, 2, "{1} turns into {2}.")
TRUCE__BRIEF_MSG(STATE_EXPIRES_FOR, 2, " Until then it is {1}; what is left is {2}.")
TRUCE__BRIEF_MSG(TODAY_EXPIRES_FOR, 1, " What is left is {1}.")
TRUCE__BRIEF_MSG(BETTER_AND_WORSE, 2, "better than today for {1} and worse for {2}")
TRUCE__BRIEF_MSG(BETTER_SAME_WORSE, 3, "better than today for {1}, the same for {2} and worse for {3}")
TRUCE__BRIEF_MSG(BETTER_FOR, 1, "better than today for {1} and worse for nobody")
TRUCE__BRIEF_MSG(WORSE_FOR, 1, "worse than today for {1} and better for nobody")
TRUCE__BRIEF_MSG(AS_TODAY, 0, "as good as today for everybody")
TRUCE__BRIEF_MSG(BETTER_FOR_EVERYBODY, 0, "better than today for everybody")

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
TRUCE__BRIEF_MSG(RIPE_HEAD, 0, "The usual conditions for talks are met, which is not enough")
TRUCE__BRIEF_MSG(RIPE_INTRO, 1,
                 "By a theory (Zartman 2000), talks can begin on three conditions. A deadlock hurts all who are in "
                 "it, here {1}; none can leave it for something better; there is a way out that they all like more.")
TRUCE__BRIEF_MSG(HURTING, 0, "It hurts all of them.")
TRUCE__BRIEF_MSG(NOT_HURTING, 0, "It does not hurt all of them.")
TRUCE__BRIEF_MSG(PAIN_NOW, 3, "For {1}, it hurts where <em>{2}</em>, which is so today {3}.")
TRUCE__BRIEF_MSG(PAIN_NOT_NOW, 3, "For {1}, it hurts where <em>{2}</em>, which is not so today {3}.")
TRUCE__BRIEF_MSG(PAIN_NOT_SAID, 1, "For {1}, the model does not say where it hurts.")
TRUCE__BRIEF_MSG(STALEMATE_AT_REST, 0, "It is a deadlock: none of them has a better move.")
TRUCE__BRIEF_MSG(STALEMATE_CREDIBLE, 0,
                 "It is a deadlock: none of them has a better move that the others would not answer in their own "
                 "interest.")
TRUCE__BRIEF_MSG(STALEMATE_CAREFUL, 0,
                 "It is a deadlock only by caution: the others could answer every better move, perhaps to their own "
                 "cost, so that nobody could escape; in their own interest they would not answer them all.")
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
TRUCE__BRIEF_MSG(WAY_OUT, 3,
                 "There is a way out: {1} situations that they all like more can be reached. "
                 "The nearest takes {3w} {3|step|steps}: {2}.")
TRUCE__BRIEF_MSG(ONE_WAY_OUT, 2,
                 "There is a way out: one situation that they all like more can be reached. It takes {2w} "
                 "{2|step|steps}: {1}.")
TRUCE__BRIEF_MSG(PAIN_STAYS, 1, "What hurts {1} stays there.")
TRUCE__BRIEF_MSG(PAIN_ENDS_NOWHERE, 0, "In each of these situations somebody is hurt as now.")
TRUCE__BRIEF_MSG(PAIN_ENDS_IN, 1, "{1w} of these {1|hurts|hurt} none of them.")
TRUCE__BRIEF_MSG(NO_WAY_OUT, 0, "There is no way out: no situation is better for all of them.")
TRUCE__BRIEF_MSG(NO_WAY_THERE, 0,
                 "There is no way out: what is better for all of them cannot be reached from today.")
TRUCE__BRIEF_MSG(RIPE_BY_CAUTION, 1, "All three conditions are met, the second only{1}.")

/* what would have to change, and what it rests on */
TRUCE__BRIEF_MSG(TOGETHER_LEAVE, 5,
                 "{1} could leave this situation together, each gaining, for {2}{3}, which would {4|hold|not "
                 "hold}{5}.")
TRUCE__BRIEF_MSG(TOGETHER_FINAL, 1, "What {1} would do for that cannot be taken back.")
TRUCE__BRIEF_MSG(TOGETHER_PARTLY_FINAL, 1, "What {1} would do for that cannot all be taken back.")
TRUCE__BRIEF_MSG(TOGETHER_NOT_TARGET, 1, " (not {1})")
TRUCE__BRIEF_MSG(TOGETHER_MORE, 1, "So could {1w} more {1|group|groups} of as many.")
TRUCE__BRIEF_MSG(TOGETHER_NOT_TOLD, 2, "{1}: {2w} more {2|group|groups} of as many could.")
TRUCE__BRIEF_MSG(TOGETHER_HEAD, 0, "Who could leave together")
TRUCE__BRIEF_MSG(TOGETHER_INTRO, 0,
                 "What nobody would leave alone, several may leave together if each gains. Answers of the others "
                 "count as under the concept by which the situation holds. The smallest such groups, each with a "
                 "shortest way to where no other such is better for some of them and worse for none:")
TRUCE__BRIEF_MSG(TOGETHER_NOBODY, 1, "{1}: no parties could leave it together.")
TRUCE__BRIEF_MSG(TOGETHER_WAY, 4, "{1}: {2}. That leads to {3}{4}.")
TRUCE__BRIEF_MSG(TOGETHER_STEP, 2, "{1} would {2}")
TRUCE__BRIEF_MSG(TOGETHER_THEN, 2, "{1}, then {2}")
TRUCE__BRIEF_MSG(TOGETHER_AND, 2, "{1} and {2}, in either order")
TRUCE__BRIEF_MSG(TOGETHER_UNANSWERED, 0, ", and no answer of the others would deter them")
TRUCE__BRIEF_MSG(CHANGES_HEAD, 0, "What single statements bear on")
TRUCE__BRIEF_MSG(CHANGES_INTRO, 2,
                 "{1|The one statement about what somebody wants was struck from its list,|Each of the {1} "
                 "statements about what somebody wants was struck from its list in turn,} and everything was worked "
                 "out anew.{2} What would then hold that does not, or more firmly:")
TRUCE__BRIEF_MSG(STRIKES_OF_FIRST, 0,
                 " Of what is open, the statements of the first alternative count, if it has any.")
TRUCE__BRIEF_MSG(STRIKES_BY_BEARING, 1,
                 " First stand the lines on which finding {1} depends most, then the less certain.")
TRUCE__BRIEF_MSG(STRIKES_BY_CONFIDENCE, 0, " The least certain stand first.")
TRUCE__BRIEF_MSG(TODAY_AND_OUTCOMES, 0, "today’s situation and every outcome")
TRUCE__BRIEF_MSG(EVERY_OUTCOME, 0, "every outcome")
TRUCE__BRIEF_MSG(NOTHING_OPENS, 1,
                 "Nothing: {1} would hold at most as firmly as now. Other changes were not tried here.")
TRUCE__BRIEF_MSG(WITHOUT_STATEMENT, 4, "{1}: without the wish that <em>{2}</em> {3}, {4}.")
TRUCE__BRIEF_MSG(WITHOUT_UNSURE, 5, "{1}: without the wish that <em>{2}</em> {3} ({4}), {5}.")
TRUCE__BRIEF_MSG(WOULD_HOLD, 2, "{1} would hold {2}")
TRUCE__BRIEF_MSG(WOULD_HOLD_NO_LONGER, 1, "{1} would no longer hold, however the parties reckon with replies")
TRUCE__BRIEF_MSG(TODAYS_SITUATION, 0, "today’s situation")
TRUCE__BRIEF_MSG(OTHER_THAN_TODAYS, 1, "{1} in another form than today’s")
TRUCE__BRIEF_MSG(HOW_AT_REST, 0, "with no better move for anybody")
TRUCE__BRIEF_MSG(HOW_CREDIBLE, 0, "by replies in the interest of those who make them")
TRUCE__BRIEF_MSG(HOW_CAREFUL, 0, "only by caution")
TRUCE__BRIEF_MSG(HOW_FEARFUL, 0, "only by great caution")
TRUCE__BRIEF_MSG(HOW_NOWHERE, 0, "nowhere, however the parties reckon with replies")
TRUCE__BRIEF_MSG(HOW_NO_LONGER, 0, "no longer, however the parties reckon with replies")
TRUCE__BRIEF_MSG(MORE_STRIKES, 1, "The same is so of {1} more {1|statement|statements}.")
TRUCE__BRIEF_MSG(RESTS_INTRO, 0,
                 "Any of the statements may have been misread. What would no longer hold, or less firmly, if one of "
                 "them were struck:")
TRUCE__BRIEF_MSG(NOTHING_CLOSES, 1,
                 "Nothing: {1} would hold at least as firmly as now. Single other situations were not asked about.")
TRUCE__BRIEF_MSG(OTHERS_DO_NOT_MATTER, 2,
                 "{1|The other statement|Each of the other {1} statements} could be struck, and {2} would hold no "
                 "less firmly.")

/* appendix: verdicts */
TRUCE__BRIEF_MSG(VERDICTS_HEAD, 0, "The reasons")
TRUCE__BRIEF_MSG(VERDICTS_INTRO, 1,
                 "{1|The verdict|The {1} verdicts} marked V, each under one of the four concepts "
                 "told among the words used.")
TRUCE__BRIEF_MSG(VERDICTS_ON, 2, "{1} under {2}:")
TRUCE__BRIEF_MSG(VERDICT_NUMBER, 1, "V{1}. ")
TRUCE__BRIEF_MSG(VERDICT_STABLE, 1, "Stable for {1}")
TRUCE__BRIEF_MSG(VERDICT_UNSTABLE, 1, "Unstable for {1}")
TRUCE__BRIEF_MSG(MORE_IMPROVEMENTS, 1, "{1w} more {1|improvement is|improvements are} not told here.")

/* appendix: states, inputs, sources */
TRUCE__BRIEF_MSG(STATES_HEAD, 0, "The situations mentioned")
TRUCE__BRIEF_MSG(STATES_INTRO, 0,
                 "Each with its number and its code in the model, which has a sign for each option in the order "
                 "of the inputs; with its place in each party’s order, 1 being the worst, and behind it, where the "
                 "party has an improvement, the concepts by which the situation is stable for it all the same; and "
                 "with the concepts by which it holds. Without an improvement it is stable by all four.")
TRUCE__BRIEF_MSG(CONCEPTS, 2, "{1}, {2}")
TRUCE__BRIEF_MSG(PLACE_STABLE, 2, "{1} ({2})")
TRUCE__BRIEF_MSG(EFFICIENT, 2,
                 "{1} of the {2} situations cannot be bettered for anybody without loss to another (efficient, after "
                 "Pareto)")
TRUCE__BRIEF_MSG(EFFICIENT_ALL, 1,
                 "{1|The one situation there is cannot|None of the {1} situations can} be bettered for anybody "
                 "without loss to another (efficient, after Pareto).")
TRUCE__BRIEF_MSG(EFFICIENT_HERE, 2, "{1}; in the table: No. {2}.")
TRUCE__BRIEF_MSG(CODED, 2, "{1} ({2})")
TRUCE__BRIEF_MSG(EFFICIENT_BESIDE, 3, "{1}; in the table: No. {2}; besides these, {3}.")
TRUCE__BRIEF_MSG(EFFICIENT_ELSEWHERE, 2, "{1}, none of them in the table: {2}.")
TRUCE__BRIEF_MSG(EFFICIENT_WHERE, 1, "They are those in which {1}.")
TRUCE__BRIEF_MSG(EFFICIENT_AMONG, 1, "Among them are all in which {1}.")
TRUCE__BRIEF_MSG(EFFICIENT_OR, 2, "{1}; or {2}")
TRUCE__BRIEF_MSG(EFFICIENT_NOT_HERE, 1, "{1}, none of them in the table.")
TRUCE__BRIEF_MSG(DECIDES_INTRO, 0, "The first line of each list on which a situation differs from today decides:")
TRUCE__BRIEF_MSG(DECIDES_FOR, 2, "{1} {2}")
TRUCE__BRIEF_MSG(DECIDES_ALIKE, 1, "{1} as good")
TRUCE__BRIEF_MSG(DECIDES_OPEN, 1, "what decides for {1} is left open")
TRUCE__BRIEF_MSG(DECIDES_OTHERWISE, 1, "{1} by no single line")
TRUCE__BRIEF_MSG(DECIDES_RANKED, 1, "{1} by a ranking of situations")
TRUCE__BRIEF_MSG(DECIDES_WEIGHED, 1, "{1} by a sum of weights")
TRUCE__BRIEF_MSG(DECIDES_AND, 2, "{1}; {2}")
TRUCE__BRIEF_MSG(DECIDES, 2, "{1}: {2}.")
TRUCE__BRIEF_MSG(ORDERS_TOTAL, 0, "Every order is total (situations may tie), and nothing in it is open.")
TRUCE__BRIEF_MSG(COLUMN_NUMBER, 0, "No.")
TRUCE__BRIEF_MSG(COLUMN_CODE, 0, "Code")
TRUCE__BRIEF_MSG(INPUTS_HEAD, 0, "What it rests on: every input")
TRUCE__BRIEF_MSG(INPUTS_INTRO, 1,
                 "All {1} inputs of the model, with the reason given, the source and how sure its author is of the "
                 "reading (1 is sure). In small: its place in the model, and what its author wrote where words "
                 "stand for it.")
TRUCE__BRIEF_MSG(INPUTS_UNSOURCED, 0, "Where no source stands, none is given.")
TRUCE__BRIEF_MSG(INPUTS_RULES, 0, "What is possible")
TRUCE__BRIEF_MSG(INPUTS_TODAY, 0, "Today")
TRUCE__BRIEF_MSG(INPUTS_NAMED, 0, "What outcomes mean")
TRUCE__BRIEF_MSG(INPUTS_NO_DEAL, 0, "Without an agreement")
TRUCE__BRIEF_MSG(INPUTS_PAIN, 0, "What hurts")
TRUCE__BRIEF_MSG(INPUTS_HOME, 0, "Consent at home")
TRUCE__BRIEF_MSG(INPUTS_LAPSING, 0, "What ends by itself")
TRUCE__BRIEF_MSG(INPUTS_AUDIENCE, 0, "Backing down")
TRUCE__BRIEF_MSG(INPUTS_BEHAVIOUR, 0, "By what each judges a step")
TRUCE__BRIEF_MSG(INPUTS_TEMPO, 0, "How often each decides")
TRUCE__BRIEF_MSG(INPUTS_VIEWS, 0, "What some see otherwise")
TRUCE__BRIEF_MSG(INPUTS_LEVERS, 0, "What could be changed, by whom and at what cost")
TRUCE__BRIEF_MSG(INPUTS_EVENTS, 0, "What happened afterwards")
TRUCE__BRIEF_MSG(INPUTS_UNUSED, 0, "No finding of this brief uses this.")
TRUCE__BRIEF_MSG(INPUTS_LATER, 0, "The brief is about the situation before this.")
TRUCE__BRIEF_MSG(INPUT_BEHAVIOUR, 3, "{1} {3|judges|judge} by {2}")
TRUCE__BRIEF_MSG(INPUT_BEHAVIOUR_REST, 1, "all others judge by {1}")
TRUCE__BRIEF_MSG(INPUT_TEMPO, 3, "{1} {3|decides|decide} every {2}")
TRUCE__BRIEF_MSG(INPUT_VIEW, 2, "{1} {2|sees|see} the conflict otherwise")
TRUCE__BRIEF_MSG(INPUT_LEVER, 2, "{1}, at a cost of {2}")
TRUCE__BRIEF_MSG(INPUTS_WANTED, 2, "What {1} {2|wants|want}, most important first")
TRUCE__BRIEF_MSG(INPUTS_RANKED, 2, "How {1} {2|ranks|rank} the situations, best first")
TRUCE__BRIEF_MSG(INPUTS_WEIGHED, 1, "What counts for {1}, and how much")
TRUCE__BRIEF_MSG(INPUTS_WORTH, 1, "What it is worth to {1}, as amounts")
TRUCE__BRIEF_MSG(INPUT_OUTCOME, 2, "{1} means that {2}")
TRUCE__BRIEF_MSG(INPUT_PAIN, 2, "it hurts {2} that {1}")
TRUCE__BRIEF_MSG(INPUT_FOR, 2, "for {1}, {2}")
TRUCE__BRIEF_MSG(INPUT_ACTOR, 2, "what {1} would agree to is put to {2}")
TRUCE__BRIEF_MSG(INPUT_ACTOR_WEIGHS, 3, "what {1} would agree to is put to {2}, with a weight of {3}")
TRUCE__BRIEF_MSG(INPUT_AUDIENCE, 4,
                 "{3} {4|has|have} gone far where {1}, and {4|is|are} seen to back down where {2}")
TRUCE__BRIEF_MSG(INPUT_ALL_ALIKE, 0, "no situation is preferred to another")
TRUCE__BRIEF_MSG(ALL_OTHERS, 0, "all other situations")
TRUCE__BRIEF_MSG(STATE_BY_NUMBER, 1, "state {1}")
TRUCE__BRIEF_MSG(INPUT_REVERSION, 2, "{1}; without an agreement, {2}")
TRUCE__BRIEF_MSG(INPUT_AGREEMENTS, 2, "{1}; what counts as an agreement: {2}")
TRUCE__BRIEF_MSG(KIND_OF, 2, "{1} of {2}")
TRUCE__BRIEF_MSG(PLACE_OF, 3, "{1} of {2}: {3}")
TRUCE__BRIEF_MSG(DISPUTE, 0, "Dispute")
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
    "when it is stable for all. Which replies count is what the following concepts differ in. Where the text says "
    "“holds” and no more, no reply is needed (Nash); where replies are needed, it says which; “does not hold” and "
    "“holds nowhere” mean that not even GMR keeps it.")
TRUCE__BRIEF_MSG(
    MEANS_NASH, 0,
    "No replies count: stable is what leaves no improvement at all (Nash 1951). In the text: with no better move for "
    "anybody.")
TRUCE__BRIEF_MSG(MEANS_SEQ, 0,
                 "Replies count if each step is an improvement for whoever takes it (Fraser and Hipel 1984). In the "
                 "text: replies in the interest of those who make them.")
TRUCE__BRIEF_MSG(
    MEANS_SMR, 0,
    "All replies count if the first party cannot escape from them by one more move (Howard 1971). In the text: by "
    "caution.")
TRUCE__BRIEF_MSG(MEANS_GMR, 0,
                 "All replies count, also those that harm their authors (Howard 1971). In the text: by great "
                 "caution. For graphs, all four: Kilgour and Hipel 2005.")
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
TRUCE__BRIEF_MSG(COMMENT_ON_CLAIM, 1, "on the verdict {1}")
TRUCE__BRIEF_MSG(COMMENT_PROPOSES, 1, "Proposed: {1}.")
TRUCE__BRIEF_MSG(EDIT_SET, 2, "{1} should say {2}")
TRUCE__BRIEF_MSG(EDIT_INSERT, 2, "{2} should be put in at {1}")
TRUCE__BRIEF_MSG(EDIT_MOVE, 2, "{1} should stand at place {2} of its list")
TRUCE__BRIEF_MSG(EDIT_REMOVE, 1, "{1} should not be there")
TRUCE__BRIEF_MSG(CHANGE_SAYS, 2, "{1} then says {2}")
TRUCE__BRIEF_MSG(CHANGE_ADDS, 2, "{2} comes in at {1}")
TRUCE__BRIEF_MSG(CHANGE_PLACE, 2, "place {2} of the list of {1}")
TRUCE__BRIEF_MSG(CHANGE_MOVES, 2, "{1} goes to place {2} of its list")
TRUCE__BRIEF_MSG(CHANGE_ENDS, 1, "{1} falls away")
TRUCE__BRIEF_MSG(SEMICOLON, 2, "{1}; {2}")
TRUCE__BRIEF_MSG(COMMENT_INTRO_FILE, 0,
                 "Do you know better what a source says, or was something read wrongly? Mark “Dispute” "
                 "at any input or reason above. The form makes a file, reply.json, for you to send to "
                 "whoever gave you this page; nothing is sent by itself. An approved reply is printed here, and "
                 "the analysis can be run again with the change that it proposes.")
TRUCE__BRIEF_MSG(COMMENT_INTRO_SERVED, 0,
                 "Do you know better what a source says, or was something read wrongly? Mark “Dispute” "
                 "at any input or reason above. Replies are read before they are shown, and the analysis "
                 "can be run again with the change that they propose.")
TRUCE__BRIEF_MSG(COMMENT_PRIVATE, 0, "Your e-mail address will not be published. Required fields are marked *")
TRUCE__BRIEF_MSG(FIELD_NAME, 0, "Name")
TRUCE__BRIEF_MSG(FIELD_EMAIL, 0, "E-mail")
TRUCE__BRIEF_MSG(FIELD_ABOUT, 0, "What you dispute")
TRUCE__BRIEF_MSG(FIELD_CHANGE, 0, "Your change")
TRUCE__BRIEF_MSG(FIELD_VALUE, 0, "What it should say, or its place in the list")
TRUCE__BRIEF_MSG(FIELD_COMMENT, 0, "Comment")
TRUCE__BRIEF_MSG(ABOUT_NOTHING, 0, "The brief as a whole")
TRUCE__BRIEF_MSG(CHANGE_NONE, 0, "No change, only a comment")
TRUCE__BRIEF_MSG(CHANGE_SET, 0, "It should say something else")
TRUCE__BRIEF_MSG(CHANGE_MOVE, 0, "It belongs at another place in the list")
TRUCE__BRIEF_MSG(CHANGE_REMOVE, 0, "It should not be there")
TRUCE__BRIEF_MSG(CHANGE_NEEDS_INPUT, 0, "A change needs an input: choose the one that you dispute.")
TRUCE__BRIEF_MSG(STICK, 0, "You marked a line to dispute: write your reply")
/* what a reader tries on the page; its script fills the patterns, so numbers cannot choose a form */
TRUCE__BRIEF_MSG(LIVE_HEAD, 0, "Try a change")
TRUCE__BRIEF_MSG(LIVE_INTRO, 0,
                 "Change one thing that the brief rests on, and see which of its conclusions would be different. "
                 "Everything is worked out on this page; nothing is sent.")
TRUCE__BRIEF_MSG(LIVE_INPUT, 0, "What you change")
TRUCE__BRIEF_MSG(LIVE_CHANGE, 0, "How you change it")
TRUCE__BRIEF_MSG(LIVE_TODAY_GROUP, 0, "How things stand today")
TRUCE__BRIEF_MSG(LIVE_PLACE, 2, "Put it at place {1} of {2}")
TRUCE__BRIEF_MSG(LIVE_DROP, 0, "Leave it out")
TRUCE__BRIEF_MSG(LIVE_TURN, 0, "Turn it round: the opposite is wanted")
TRUCE__BRIEF_MSG(LIVE_LEVEL, 1, "Today it is: {1}")
TRUCE__BRIEF_MSG(LIVE_TRY, 0, "See what would be different")
TRUCE__BRIEF_MSG(LIVE_TAKE, 0, "Take the change over into a reply")
TRUCE__BRIEF_MSG(LIVE_BUSY, 0, "Working it out …")
TRUCE__BRIEF_MSG(LIVE_NONE, 0, "No conclusion would be different.")
TRUCE__BRIEF_MSG(LIVE_SOME, 0, "These conclusions would be different:")
TRUCE__BRIEF_MSG(LIVE_FAILED, 0, "This change cannot be worked out:")
TRUCE__BRIEF_MSG(LIVE_TODAY, 0, "Today’s situation")
TRUCE__BRIEF_MSG(LIVE_FLIP, 3, "{1} would hold {2}; in the brief: {3}.")
TRUCE__BRIEF_MSG(LIVE_IN, 1, "{1} would be among the possible agreements.")
TRUCE__BRIEF_MSG(LIVE_OUT, 1, "{1} would no longer be among the possible agreements.")
TRUCE__BRIEF_MSG(COMMENT_SAVE, 0, "Save the reply as a file")
TRUCE__BRIEF_MSG(COMMENT_SEND, 0, "Post the reply")
TRUCE__BRIEF_MSG(COMMENT_SAVED, 0, "Saved as reply.json. Please send it to whoever gave you this page.")
TRUCE__BRIEF_MSG(COMMENT_SENT, 0, "Thank you. Your reply was received and will be read before it is shown.")
TRUCE__BRIEF_MSG(COMMENT_FAILED, 0, "That did not work. Your text is still here.")
TRUCE__BRIEF_MSG(TEMPLATE_HEAD, 0, "Without scripts: a reply in a text file")
TRUCE__BRIEF_MSG(TEMPLATE_INTRO, 0,
                 "Copy these lines into a file reply.yaml, write behind the colons, and send the file. What stands "
                 "behind # may go.")
TRUCE__BRIEF_MSG(TEMPLATE_INPUT, 0, "the address of an input: it stands with each input above")
TRUCE__BRIEF_MSG(TEMPLATE_CLAIM, 1, "or a verdict: number of the situation, party, concept; such as {1}")
TRUCE__BRIEF_MSG(TEMPLATE_CHANGE, 1, "what should change, a list of edits; such as {1}")
