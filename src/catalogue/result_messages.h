/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words of results: TRUCE__MSG(key, English). Patterns as catalogue.h explains them, in plain text. Included
 * several times, so without a guard.
 */
TRUCE__MSG(NUMBER_WORDS, "no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve")
TRUCE__MSG(LIST_NEXT, ", ")
TRUCE__MSG(LIST_AND, " and ")
TRUCE__MSG(LIST_OR, " or ")
TRUCE__MSG(LIST_AND_APART, ", and ")
TRUCE__MSG(LIST_OR_APART, ", or ")
TRUCE__MSG(AND_MORE, " and {1} more")
TRUCE__MSG(PLAIN, "{1}")
TRUCE__MSG(SPACE, " ")
TRUCE__MSG(MORE_CONDITIONS, ", and {1} more {1|condition|conditions}")
TRUCE__MSG(PATTERN_STATES, "{1} {1|state|states}")
TRUCE__MSG(PATTERN_LEFT, ", {1} of them not told above")
TRUCE__MSG(PATTERN_WORDS, ": ")
TRUCE__MSG(PATTERNS_MORE, "{1} more {1|state|states} in {2} more {2|pattern|patterns}; --format json has all.")
TRUCE__MSG(STATES_BELOW, ":")
TRUCE__MSG(CONCEPTS_MEAN, "A state holds under a concept if this is true for every party:")
TRUCE__MSG(CONCEPT_IS_AS, "As {1}, with {2} = {3}.")
TRUCE__MSG(CONCEPT_MEANS, "A state holds under {1} if this is true for every party: {2}")
TRUCE__MSG(DEAL_BETTER_BELOW, "Better for all:")
TRUCE__MSG(STATES_OF_BELOW, "{1}: {2} states:")
TRUCE__MSG(YES, "Yes")
TRUCE__MSG(NO, "No")

/* names: what the author of the model wrote, told apart where two things share it */
TRUCE__MSG(QUOTED, "“{1}”")
TRUCE__MSG(PARENTHESES, "({1})")
TRUCE__MSG(NAME_APART, "{1} ({2})")
TRUCE__MSG(QUOTED_APART, "“{1}” ({2})")
TRUCE__MSG(OPTION_OF, "“{1}” of {2}")

/* statements */
TRUCE__MSG(STATEMENT_BEGIN, "\"")
TRUCE__MSG(STATEMENT_END, "\"")
TRUCE__MSG(STMT_ONLY_IF, "{1} only if {2}")
TRUCE__MSG(STMT_IF_THEN, "if {1}, {2}")
TRUCE__MSG(STMT_ONCE, "once {1}, {2}")
TRUCE__MSG(STMT_ONCE_WHILE, "once {1} while {2}, {3}")
TRUCE__MSG(STMT_AS_LONG_AS, "as long as {1}, {2}")
TRUCE__MSG(STMT_IFF, "{1} if, and only if, {2}")
TRUCE__MSG(STMT_WHILE, "{1} while {2}")
TRUCE__MSG(STMT_EXACTLY, "exactly {1w} of these {1|is|are} so: {2}")
TRUCE__MSG(STMT_NOT_EXACTLY, "not exactly {1w} of these {1|is|are} so: {2}")
TRUCE__MSG(STMT_AT_MOST, "at most {1w} of these {1|is|are} so: {2}")
TRUCE__MSG(STMT_AT_LEAST, "at least {1w} of these {1|is|are} so: {2}")
TRUCE__MSG(STMT_NONE, "none of these is so: {2}")
TRUCE__MSG(STMT_ANY_NUMBER, "any number of these are so: {2}")
TRUCE__MSG(STMT_ALWAYS, "always")
TRUCE__MSG(STMT_NEVER, "never")
TRUCE__MSG(STMT_TAKEN, "{1} is taken")
TRUCE__MSG(STMT_NOT_TAKEN, "{1} is not taken")
TRUCE__MSG(STMT_LEVEL_IS, "{1} is at {2}")
TRUCE__MSG(STMT_LEVEL_NOT, "{1} is not at {2}")
TRUCE__MSG(STMT_LEVEL_AT_MOST, "{1} is at {2} or below")
TRUCE__MSG(STMT_LEVEL_AT_LEAST, "{1} is at {2} or above")
TRUCE__MSG(STMT_ANY_LEVEL, "{1} is at any level")
TRUCE__MSG(STMT_NO_LEVEL, "{1} is at none of its levels")
TRUCE__MSG(STMT_OUTCOME, "{1} is the case")
TRUCE__MSG(STMT_NO_OUTCOME, "{1} is not the case")
TRUCE__MSG(STMT_NOT_SO, "it is not so that {1}")
TRUCE__MSG(CLAUSE_SAME_SUBJECT, "{2}")
TRUCE__MSG(CONDITION, "{1} would rather not {2} unless {3}.")
TRUCE__MSG(CONDITION_FIRST, "{1} would not {2} unless {3}.")
TRUCE__MSG(CONDITION_WHILE, "{1} would rather not {2} while {3}.")
TRUCE__MSG(CONDITION_FIRST_WHILE, "{1} would not {2} while {3}.")
TRUCE__MSG(STMT_STATE_IS, "the state is {1}")
TRUCE__MSG(STMT_STATE_IS_NOT, "the state is not {1}")
TRUCE__MSG(STMT_STRONGLY_PREFERRED, "strongly preferred to what follows")
TRUCE__MSG(STMT_ALL_OTHER_STATES, "all other states")

/* states: the first two by number, the others for readers */
TRUCE__MSG(STATE_NAME, "{1} ({2})")
TRUCE__MSG(STATE_NAME_OUTCOMES, "{1} ({2}: {3})")
TRUCE__MSG(STATE_QUOTED, "“{1}” (state {2})")
TRUCE__MSG(STATE_OF_OUTCOMES, " (state {1})")
TRUCE__MSG(STATE_NUMBERED, "state {1}")
TRUCE__MSG(STATE_FIRST, "State {1}")
TRUCE__MSG(STATE_TODAY, "today’s state")
TRUCE__MSG(STATE_AND_CLAUSE, ", and {1}")
TRUCE__MSG(STATE_AND_OUTCOME, ", and {1} is the case")

/* what ends by itself, as clauses, and what then stays */
TRUCE__MSG(EXPIRY_LASTS, "{1} lasts {2}; then {3}")
TRUCE__MSG(EXPIRY_ENDS, "{1} ends by itself; then {2}")
TRUCE__MSG(EXPIRY_WHERE, "where {1}, that ends by itself; then {2}")
TRUCE__MSG(EXPIRY_WHERE_AFTER, "where {1}, that ends by itself; then {2} (time: {3})")
TRUCE__MSG(WHAT_STAYS, "What cannot be taken back stays: {1}.")

/* moves */
TRUCE__MSG(CHANGE, "{1} to {2}")
TRUCE__MSG(CHANGE_FROM, "{1} from {2} to {3}")
TRUCE__MSG(MOVE_SET, "set {1} to {2}")
TRUCE__MSG(MOVE_SET_FROM, "set {1} from {2} to {3}")
TRUCE__MSG(CAN_SET, "{1} can {2}")
TRUCE__MSG(CAN_MOVE, "{1} can move to {2}")

/* why a party prefers a state, and the sources of a statement */
TRUCE__MSG(BY_STATEMENT, "by the wish that {1}{2}")
TRUCE__MSG(BY_RANK, "by the ranking, place {1} being above place {2} of {3} (1 is the worst)")
TRUCE__MSG(NEAR_BREAKS, "{1} cannot occur: it breaks the rule {2}{3}.")
TRUCE__MSG(BY_WEIGHTS, "by the sum of the weights, {1} being more than {2}")
TRUCE__MSG(TURNS_INTO, " (state {1} turns into state {2})")
TRUCE__MSG(TURN_INTO, " (state {1} turns into state {2} and state {3} into state {4})")
TRUCE__MSG(NOTE_BECAUSE, " (the model's reason: {1})")
TRUCE__MSG(NOTE_CONFIDENCE, " (confidence {1})")
TRUCE__MSG(NOTE_BOTH, " (the model's reason: {1}; confidence {2})")

/* a witness */
TRUCE__MSG(SOLVE_SETTLED, "{1} is reached at H = {2}: deeper trees of its kind have the same verdicts.")
TRUCE__MSG(OPEN_VERDICT, "{1} may be stable for {2} under {3}: completions differ.")
TRUCE__MSG(SIDE_BEGIN, "Where ")
TRUCE__MSG(SIDE_END, ":")
TRUCE__MSG(SIDE_WHOLE, "the preference of {1} is alternative {2}")
TRUCE__MSG(SIDE_NOTHING, "the order of {1} has nothing in place {2}")
TRUCE__MSG(SIDE_HAS, "the order of {1} has ")
TRUCE__MSG(SIDE_THEN, ", then ")
TRUCE__MSG(SIDE_PLACE, " in place {1}")
TRUCE__MSG(EXPLAIN_ALIKE, "So it is under {1} too.")
TRUCE__MSG(ALL_SIDES, "So it is in all {1} completions; this is the reason in the first.")
TRUCE__MSG(SOLVE_PERIOD, "{1}: from H = {2} on what is anticipated repeats, every {3|layer|{3} layers}.")
TRUCE__MSG(PLAIN_WISH, " {1} would rather {2}: to do so brings about the wish that {3}.")
TRUCE__MSG(PLAIN_FREE, " {1} would rather {2}, and no answer of the others would deter {1|it|them}.")
TRUCE__MSG(PLAIN_REPLY, " If {1} were to {2}, {3} would rather {4} than not.")
TRUCE__MSG(PLAIN_RATHER_WORSE,
           " {1} would rather {2}; but {3} would then rather {4}, which is worse for {1} than before.")
TRUCE__MSG(PLAIN_RATHER_NO_BETTER,
           " {1} would rather {2}; but {3} would then rather {4}, which is no better for {1} than before.")
TRUCE__MSG(PLAIN_COULD_WORSE, " {1} would rather {2}; but {3} could then {4}, which is worse for {1} than before.")
TRUCE__MSG(PLAIN_COULD_NO_BETTER,
           " {1} would rather {2}; but {3} could then {4}, which is no better for {1} than before.")
TRUCE__MSG(WITNESS_STABLE, "{1} is stable for {2} under {3}")
TRUCE__MSG(WITNESS_UNSTABLE, "{1} is unstable for {2} under {3}")
TRUCE__MSG(WITNESS_STABLE_MIXED, "{1} is stable for {2} under {3}, {2|its|their} own concept")
TRUCE__MSG(WITNESS_UNSTABLE_MIXED, "{1} is unstable for {2} under {3}, {2|its|their} own concept")
TRUCE__MSG(WITNESS_MAYBE, "{1} is maybe stable for {2} under {3}: it depends on a tie")
TRUCE__MSG(WITNESS_HORIZON, ", with {1} {1|move|moves} to come.")
TRUCE__MSG(WITNESS_PERIOD,
           ". From H = {1} on what is anticipated repeats, every {2|layer|{2} layers}; with {3} {3|move|moves} to "
           "come:")
TRUCE__MSG(WITNESS_PERIOD_STABLE,
           ". From H = {1} on what is anticipated repeats, every {2|layer|{2} layers}, and in none of them is a move "
           "a gain; with {3} {3|move|moves} to come:")
TRUCE__MSG(WITNESS_MET, " This is sanctioned, for at the same time ")
TRUCE__MSG(WITNESS_TOGETHER, ". Together that leads to {1}")
TRUCE__MSG(WITNESS_UNMET, " Nothing sanctions it: no improvements of the others at the same time do.")
TRUCE__MSG(WITNESS_DECLINED, "No move serves better than this, and it is no gain: ")
TRUCE__MSG(WITNESS_ANTICIPATED, "The party anticipates to gain: ")
TRUCE__MSG(WITNESS_LINE_GAINS, ", which is better for {1} than state {2} ")
TRUCE__MSG(WITNESS_NO_MOVE, ": no move is open from there.")
TRUCE__MSG(WITNESS_NO_IMPROVEMENT,
           ": {1|the one move from there is no improvement|none of the {1} moves from there is an "
           "improvement}.")
TRUCE__MSG(WITNESS_TIED_MOVE, ": the one move from there is no improvement and leads to a state just as good")
TRUCE__MSG(WITNESS_TIED_MOVES,
           ": none of the {1} moves from there is an improvement; {2|one of them leads|{2} of them lead} to "
           "{2|a state|states} just as good")
TRUCE__MSG(WITNESS_TIED_TOO,
           " Besides, {1|one move leads|{1} moves lead} to {1|a state|states} just as good")
TRUCE__MSG(WITNESS_TIED_NAMED, ", {1|state|states} ")
TRUCE__MSG(WITNESS_SANCTIONED,
           ": {1|the one improvement is sanctioned|each of the {1} improvements is sanctioned}.")
TRUCE__MSG(WITNESS_IMPROVEMENT,
           ": {1|there is an improvement|there are {1} improvements}, and under this concept replies do not count.")
TRUCE__MSG(WITNESS_FREE_ONE, ": there is an improvement that nothing sanctions.")
TRUCE__MSG(WITNESS_FREE_ALL, ": nothing sanctions any of the {1} improvements.")
TRUCE__MSG(WITNESS_FREE_SOME, ": {1} of the {2} improvements {1|is|are} not sanctioned.")
TRUCE__MSG(WITNESS_NUMBER, "{1}. ")
TRUCE__MSG(WITNESS_REACHES, " and reach {1}")
TRUCE__MSG(WITNESS_BETTER, ", which is better ")
TRUCE__MSG(WITNESS_STOP, ".")
TRUCE__MSG(WITNESS_IS_SANCTIONED, " This is sanctioned: ")
TRUCE__MSG(WITNESS_THEN, ", then ")
TRUCE__MSG(WITNESS_AND_THEN, ", and then ")
TRUCE__MSG(WITNESS_LEADS, ", which leads to {1}")
TRUCE__MSG(WITNESS_AT_START, ", the state from which {1} set out")
TRUCE__MSG(WITNESS_AS_GOOD, ", which is as good for {1} as state {2}")
TRUCE__MSG(WITNESS_WORSE, ", which is worse for {1} than state {2} ")
TRUCE__MSG(WITNESS_STRONG_LOSS, "and a strong loss ")
TRUCE__MSG(WITNESS_LOSS_OF_DEGREE, "and a loss of degree {1} ")
TRUCE__MSG(WITNESS_NO_COUNTER, " From there no move is open to {1}.")
TRUCE__MSG(WITNESS_COUNTERS, " From there {1} can move on to {2|state|states} ")
TRUCE__MSG(WITNESS_COUNTERS_FAIL, "{1|, no better than state {2}|, none of them better than state {2}}.")
TRUCE__MSG(WITNESS_COUNTERS_LOSE, "{1|, a strong loss|, each a strong loss} against state {2}.")
TRUCE__MSG(WITNESS_COUNTERS_LOSE_DEGREE,
           "{1|, a loss of degree {3} or more|, each a loss of degree {3} or more} against state {2}.")
TRUCE__MSG(WITNESS_COUNTERS_HELD,
           "; {1|one of them is|{1} of them are} better than state {2}, and the others answer {1|it|each} again: ")
TRUCE__MSG(WITNESS_TREE_ENDS, " The tree ends there.")
TRUCE__MSG(WITNESS_FROM, "From state {1}, ")
TRUCE__MSG(WITNESS_BETTER_THAN, ", which is better than state {1} ")
TRUCE__MSG(WITNESS_NO_REPLY, " Nothing sanctions it: none of the others has a move from there.")
TRUCE__MSG(WITNESS_NO_IMPROVING_REPLY, " Nothing sanctions it: none of the others has an improvement from there.")
TRUCE__MSG(WITNESS_UNSANCTIONED, " Nothing sanctions it.")
TRUCE__MSG(WITNESS_REACH,
           " The others can bring about {1} {1|state|states} after it{2}, {1||each }better for {3} than "
           "state {4}{5}: ")
TRUCE__MSG(WITNESS_REACH_IMPROVING, " by improvements of their own")
TRUCE__MSG(WITNESS_REACH_ESCAPING, " or with a move to one that is")
TRUCE__MSG(WITNESS_REACH_NO_LOSS,
           " The others can bring about {1} {1|state|states} after it{2}, {1|no|none of them a} strong loss to {3} "
           "against state {4}{5}: ")
TRUCE__MSG(WITNESS_REACH_NO_LOSS_DEGREE,
           " The others can bring about {1} {1|state|states} after it{2}, {1|no|none of them a} loss of degree {6} "
           "to {3} against state {4}{5}: ")
TRUCE__MSG(WITNESS_REACH_ESCAPING_LOSS, " or with a move to one that is none")
TRUCE__MSG(WITNESS_REACHED, "{1} by {2}")
TRUCE__MSG(WITNESS_REACH_RETURNING, " or the start, to which a return is no sanction by these rules")
TRUCE__MSG(WITNESS_ESCAPES, ", from where {1} can move on to state {2}")
TRUCE__MSG(TOGETHER_STABLE,
           "{1} is stable for {2} together under {3}: {4|the one improvement that they have is|each of their {4} "
           "improvements is} sanctioned.")
TRUCE__MSG(TOGETHER_NO_IMPROVEMENT, "{1} is stable for {2} together under {3}: they have no improvement.")
TRUCE__MSG(TOGETHER_IMPROVEMENT, "{1} is unstable for {2} together under {3}: they have an improvement.")
TRUCE__MSG(TOGETHER_UNSTABLE,
           "{1} is unstable for {2} together under {3}: they have an improvement that nothing sanctions.")
TRUCE__MSG(TOGETHER_BETTER_FOR, ", which is better for {1} ")
TRUCE__MSG(TOGETHER_AND_FOR, ", and for {1} ")
TRUCE__MSG(TOGETHER_AS_GOOD_FOR, ", and as good for {1}")
TRUCE__MSG(TOGETHER_AT_START, ", back at state {1}")
TRUCE__MSG(TOGETHER_AS_GOOD_ALL, ", which is as good for all of them as state {1}")
TRUCE__MSG(TOGETHER_NO_COUNTER, " From there they have no move.")
TRUCE__MSG(TOGETHER_COUNTERS, " From there they can bring about {1|state|states} ")
TRUCE__MSG(TOGETHER_COUNTERS_FAIL, ": no improvement on state {1}.")
TRUCE__MSG(TOGETHER_NO_OTHERS, " Nothing sanctions it: no party is left to answer.")
TRUCE__MSG(TOGETHER_REACH,
           " The others can bring about {1} {1|state|states} after it{2}, {1|an improvement|all improvements} on "
           "state {3}{4}: ")
TRUCE__MSG(TOGETHER_REACH_ESCAPING, " for them or with a way on to one that is")
TRUCE__MSG(TOGETHER_ESCAPES, ", from where they can go on to state {1}")
TRUCE__MSG(WITNESS_UNTOLD, "The other {1} improvements are not told here; --format json lists them.")

/* above and below */
TRUCE__MSG(HEAD_STATES, "{1} {1|state|states}")
TRUCE__MSG(HEAD_COMBINATIONS, " of {1} {1|combination|combinations}")
TRUCE__MSG(HEAD_STATUS_QUO, "; status quo: {1}")
TRUCE__MSG(HEAD_END, ".")
TRUCE__MSG(COMPLETIONS_FIRST, "The preferences of {2} are open (either): of {1} completions this is the first, with "
                              "the first alternative of each.")
TRUCE__MSG(COMPLETIONS_FIRST_OF_COUNTLESS,
           "The preferences of {1} are open (either): of more completions than can be counted this is the first, "
           "with the first alternative of each.")
TRUCE__MSG(COMPLETIONS_ALL, "The preferences of {2} are open (either): {1} completions. A verdict is certain where "
                            "all completions agree.")
TRUCE__MSG(COMPLETIONS_RANKS, "Ranks are those of the first completion.")
TRUCE__MSG(EXPIRY_NONE,
           "After expiry: states are valued by what they turn into once what is temporary has lapsed; no state turns "
           "into another.")
TRUCE__MSG(EXPIRY, "After expiry: states are valued by what they turn into once what is temporary has lapsed; {1} "
                   "{1|state turns|states turn} into another.")
TRUCE__MSG(ROWS_CUT, "{1} of {2} rows shown; --limit changes that.")
TRUCE__MSG(
    DEFINITIONS,
    "Definitions: no party moves twice in a row, sequences may have any length; a reply to an indifferent state "
    "sanctions; a return to the start sanctions.")
TRUCE__MSG(
    DEFINITIONS_GMCR_PLUS,
    "Definitions, with the rules of GMCR+ and not those of truce: each party moves at most once in a reply; a reply "
    "to an indifferent state sanctions; a return to the start sanctions.")
TRUCE__MSG(
    DEFINITIONS_MATRIX,
    "Definitions, with the rules of matrix programs and not those of truce: no party moves twice in a row, sequences "
    "may have any length; a reply to an indifferent state sanctions; a return to the start is no sanction.")
TRUCE__MSG(LACK_RULES, "the rules of other programs are known for Nash, GMR, SMR and SEQ only")
TRUCE__MSG(LACK_RULES_SHARED,
           "with other rules than truce's one process must have all states: use truce, not truce-mpi")
TRUCE__MSG(LACK_RULES_PARTIES, "with the rules of GMCR+ a model may have {1} parties at most")
TRUCE__MSG(LACK_RULES_WORK,
           "with other rules than truce's each state is looked at by itself, and more than {1} replies would be; "
           "solve a smaller model, or with truce's rules")
TRUCE__MSG(DEFINITIONS_STRONG, " Under concepts of strength (-strong) only a strong loss sanctions.")

/* forecast */
TRUCE__MSG(FORECAST_PLAYS,
           "The model is played forward from {1}, by rules that are only assumed. The parties decide at random "
           "times, without any memory. Whoever decides makes the move that it likes best among those that it gains "
           "by and that no reply of the others spoils (under {2}); of several equally good ones any. Where there is "
           "none, it stays. To play it once is a run.")
TRUCE__MSG(FORECAST_EVERY, "{1} {1|decides|decide} every ")
TRUCE__MSG(FORECAST_ON_AVERAGE, " on average.")
TRUCE__MSG(FORECAST_IN_ROUNDS,
           "Time is counted in rounds: in one round each party decides once on average. How long a round is, the "
           "model does not say ('tempo' would), so nothing has a date and nothing expires.")
TRUCE__MSG(FORECAST_DAYS, "{1} {1|day|days}")
TRUCE__MSG(FORECAST_SOME_DAYS, "{1} days")
TRUCE__MSG(FORECAST_ROUNDS, "{1} {1|round|rounds}")
TRUCE__MSG(FORECAST_SOME_ROUNDS, "{1} rounds")
TRUCE__MSG(FORECAST_SLIPS, "A slip is a mistake. A party makes one in {1} of its decisions: {2}.")
TRUCE__MSG(FORECAST_NO_SLIPS, "Nobody slips.")
TRUCE__MSG(FORECAST_UNDOABLE, "it changes one option by one level at random, if it could take that back")
TRUCE__MSG(FORECAST_STEP, "it changes one option by one level at random, whether or not it could take that back")
TRUCE__MSG(FORECAST_ANY, "it makes any of its moves at random")
TRUCE__MSG(FORECAST_INITIATIVE,
           "Where it would stay, a party takes an initiative with probability {1}: a move that is no improvement "
           "by itself, after which another party's best improvement leaves it better off.")
TRUCE__MSG(FORECAST_LAPSES, "What holds while {1} is true expires after ")
TRUCE__MSG(FORECAST_STANDS,
           "What holds while {1} is true does not expire here: the model says no duration that can be counted.")
TRUCE__MSG(FORECAST_STANDS_IN_ROUNDS,
           "What holds while {1} is true does not expire here: time is counted in rounds, not in days.")
TRUCE__MSG(FORECAST_AFTER, "After ")
TRUCE__MSG(FORECAST_ON, " ({1})")
TRUCE__MSG(FORECAST_MEANS, "What these figures mean")
TRUCE__MSG(FORECAST_MEANS_FIGURE,
           "10% means: in 10 of 100 runs it is so at that time. It does not mean that it happens in the world with "
           "a probability of 10%: the model is one view of the situation, the rules are assumed, and "
           "what nobody wrote into the model cannot happen in it. An outcome at 0% can still come about.")
TRUCE__MSG(FORECAST_MEANS_SLIPS,
           "No source says how often parties slip. So there are three columns: “No slips”, “Forecast” with the "
           "slips above, and “More slips” with one in {1} of all decisions. Where all three are alike, the number of "
           "slips does not matter. "
           "Where they differ, the figure rests on a number that nobody knows: then read which outcomes are more "
           "frequent than others, and not how frequent they are.")
TRUCE__MSG(FORECAST_STILL,
           " Without slips nothing ever happens here: nobody would leave today's state. All change in this "
           "forecast comes from slips.")
TRUCE__MSG(FORECAST_STILL_AS_WRITTEN,
           " In the model as it is written nothing happens without slips: nobody would leave today's state. What "
           "changes under “No slips” changes in readings that differ from it.")
TRUCE__MSG(FORECAST_STILL_BUT_INITIATIVE,
           " In the model as it is written only initiatives move anything without slips: nobody would leave today's "
           "state for an improvement.")
TRUCE__MSG(FORECAST_WITHOUT, "Not so today, but possible without any slip: {1}.")
TRUCE__MSG(FORECAST_NONE_WITHOUT, "No outcome that is not there today comes about without a slip.")
TRUCE__MSG(FORECAST_MEANS_RANGE,
           "The model says of {1} of its inputs that {1|it is|they are} not certain ('confidence'). By these "
           "confidences {2} readings of it were drawn, and each was played for itself. All figures are means over "
           "the readings. “Range” is where eight in ten readings lie. It comes from your doubts about the inputs "
           "and from nothing else. A figure outside its range is pulled there by a few readings that differ much.")
TRUCE__MSG(FORECAST_UNSAID,
           " {1} of {2} statements about what parties want carry no confidence and count as certain.")
TRUCE__MSG(FORECAST_NO_RANGE,
           "The model is read as it is written. Of {1} of its inputs it says that {1|it is|they are} not certain; "
           "that is not counted here, so there is no range. --variants draws readings by it.")
TRUCE__MSG(FORECAST_NO_DOUBTS,
           "The model calls none of its inputs doubtful ('confidence' would), so there is no range: that does not "
           "make the figures certain.")
TRUCE__MSG(FORECAST_MEANS_NOW,
           "“Now” is what is so today. Whoever says that nothing changes is often right. A forecast is worth "
           "something if over many questions it does better than that; 'truce score' counts it.")
TRUCE__MSG(FORECAST_AGREEMENT, "The first agreement")
TRUCE__MSG(FORECAST_AGREEMENT_IS,
           "An agreement here is a state that every party likes at least as well as what it has without one, and "
           "that some party likes better.")
TRUCE__MSG(FORECAST_NO_AGREEMENT, "It never comes: nothing that may happen in this forecast leads to one.")
TRUCE__MSG(FORECAST_COMES, "Of all runs so many have come to one: ")
TRUCE__MSG(FORECAST_WITHIN, "{1}")
TRUCE__MSG(FORECAST_BETWEEN, " (range {1})")
TRUCE__MSG(FORECAST_WITHIN_TIME, " within ")
TRUCE__MSG(FORECAST_STOP, ".")
TRUCE__MSG(FORECAST_MEAN, " On average it takes ")
TRUCE__MSG(FORECAST_NEVER, " It may never come")
TRUCE__MSG(FORECAST_AS_WRITTEN, " in the model as it is written")
TRUCE__MSG(FORECAST_AGREED_TODAY, "Today's state is one already")
TRUCE__MSG(FORECAST_AGREED_BECAUSE, ", because what 'no_deal' says is worse for {1}.")
TRUCE__MSG(FORECAST_ENDS, "In the long run")
TRUCE__MSG(FORECAST_ENDS_IN, "It ends in {1}, with probability {2}.")
TRUCE__MSG(FORECAST_MOVES_AMONG,
           "Given time without end it comes to {1} states, {2} among them, and keeps moving among them, with "
           "probability {3}.")
TRUCE__MSG(FORECAST_ENDS_MORE, "{1} more {1|end is|ends are} less probable.")
TRUCE__MSG(FORECAST_ENDS_UNKNOWN, "Too many states can be reached to say where it ends.")
TRUCE__MSG(FORECAST_SIMULATED, "Played {1} times by chance, the shares differ from these figures by at most {2}.")

/* score */
TRUCE__MSG(SCORE_COUNTS, "{1} {1|question|questions} of {2} {2|forecast|forecasts} answered, {3} open.")
TRUCE__MSG(SCORE_NOT_INDEPENDENT,
           " Questions of one forecast are not independent: they are right or wrong together.")
TRUCE__MSG(SCORE_BRIER, "Brier score {1} (0 is perfect; always saying 50% gives 0.250); of “nothing changes” {2}.")
TRUCE__MSG(SCORE_SKILL, " Skill {1}: above 0 the forecasts were better than “nothing changes”, below 0 worse.")
TRUCE__MSG(SCORE_LOG, "Log score {1} (0 is perfect; always saying 50% gives 0.693).")
TRUCE__MSG(SCORE_INFINITE,
           "Log score infinite: {1} {1|question was|questions were} given no chance for what then happened.")
TRUCE__MSG(SCORE_PARTS,
           "Reliability {1} (0 is best: what was said came about as often as said), resolution {2} (more is "
           "better: the forecasts told cases apart), uncertainty {3} (of the questions themselves).")
TRUCE__MSG(ANSWER_OPEN, "open")
TRUCE__MSG(ANSWER_YES, "yes")
TRUCE__MSG(ANSWER_NO, "no")
TRUCE__MSG(ANSWER_VOID, "void")

/* ripe */
TRUCE__MSG(RIPE_ASK, "Is state {1} ripe for talks between {2}?")
TRUCE__MSG(RIPE_HURTS, "1. Does it hurt? {1}.")
TRUCE__MSG(RIPE_SILENT, "{1}: the model does not say where it hurts.")
TRUCE__MSG(RIPE_UNSAID, "Not as far as the model says")
TRUCE__MSG(RIPE_HURT, "{1}: hurt, {2} is true here{3}.")
TRUCE__MSG(RIPE_UNHURT, "{1}: not hurt, {2} is not true here{3}.")
TRUCE__MSG(RIPE_STALEMATE, "2. Is it a stalemate? {1}.")
TRUCE__MSG(RIPE_UNDER_SOME, "Under some concepts")
TRUCE__MSG(RIPE_STABLE, "{1}: yes, it is stable for each of them.")
TRUCE__MSG(RIPE_UNSTABLE, "{1}: no, it is not stable for each of them.")
TRUCE__MSG(RIPE_EXIT_SETS, "{1} can {2} and reach state {3}; nothing sanctions that under {4}.")
TRUCE__MSG(RIPE_EXIT_MOVES, "{1} can move to state {2}; nothing sanctions that under {3}.")
TRUCE__MSG(RIPE_EXIT_SETS_OTHER,
           "{1} can {2} and reach state {3}; {1|it is|they are} not asked, so this does not count.")
TRUCE__MSG(RIPE_EXIT_MOVES_OTHER, "{1} can move to state {2}; {1|it is|they are} not asked, so this does not count.")
TRUCE__MSG(RIPE_WAY, "{1}. State {2}: ")
TRUCE__MSG(STEP_SETS, "{1} would {2}")
TRUCE__MSG(STEP_MOVES, "{1} {1|moves|move} to state {2}")
TRUCE__MSG(STEP_WORSE, " (worse for {1|it|them} than just before)")
TRUCE__MSG(STEP_SAME, " (no better for {1|it|them} than just before)")
TRUCE__MSG(STEP_THEN, ", then ")
TRUCE__MSG(STEP_LAPSES, "it lapses by itself ({1})")
TRUCE__MSG(STEP_LAPSES_INTO, "it lapses by itself into state {1}")
TRUCE__MSG(LAPSES, "lapses")
TRUCE__MSG(LAPSES_BY_ITSELF, "lapses by itself")
TRUCE__MSG(WHAT_LAPSES, "something that lapses by itself")
TRUCE__MSG(LAPSING,
           "Lapsing: what expires may lapse by itself at any time, one entry a step, on paths of every kind; after "
           "it every party may move.")
TRUCE__MSG(NO_LAPSING, "Lapsing: left out; only moves of parties are steps.")
TRUCE__MSG(RIPE_WORSE_FOR, ". Worse for {1}")
TRUCE__MSG(RIPE_SAME_FOR, ". As good for {1}")
TRUCE__MSG(RIPE_BETTER_FOR, ". Better also for {1}")
TRUCE__MSG(RIPE_HOLDS, ". It holds under {1}.")
TRUCE__MSG(RIPE_HOLDS_NOT, ". It holds under none of the concepts.")
TRUCE__MSG(RIPE_WAY_OUT, "3. Is there a way out? {1}.")
TRUCE__MSG(RIPE_NONE_BETTER, "No state is better for each of them.")
TRUCE__MSG(RIPE_ONE_BEYOND, "The one state that is better for each of them is out of reach.")
TRUCE__MSG(RIPE_ALL_BEYOND, "Each of the {1} states that are better for each of them is out of reach.")
TRUCE__MSG(RIPE_WAYS, "{1} {1|state is|states are} better for each of them and can be reached, {2} of them better "
                      "for every party of the "
                      "model.")
TRUCE__MSG(RIPE_NEAREST, "These are the nearest; --format json has the others.")
TRUCE__MSG(RIPE_RIPE, "Ripe under {1}.")
TRUCE__MSG(RIPE_RIPE_UNDER_SOME, "Ripe under {1}; under the others it is no stalemate.")
TRUCE__MSG(RIPE_NOT, "Not ripe:")
TRUCE__MSG(RIPE_NO_HURT, " it does not hurt each of them{1}")
TRUCE__MSG(RIPE_HURT_UNSAID, " the model does not say of each of them that it hurts{1}")
TRUCE__MSG(RIPE_NO_STALEMATE, " it is no stalemate under {1}{2}")
TRUCE__MSG(RIPE_NO_WAY, " there is no way out.")
TRUCE__MSG(RIPE_STOP, ".")
TRUCE__MSG(RIPE_GOES_ON, ";")
TRUCE__MSG(RIPE_ENTICING, "Enticing under {1}: {2}")
TRUCE__MSG(RIPE_ENTICING_LIST, "Enticing under {1}: {2}: {3}")
TRUCE__MSG(
    RIPE_END,
    "Ripeness is necessary for talks and not enough. Enticing: equilibria that each of them prefers to this state.")
TRUCE__MSG(RIPE_VERIFIED, "Verified: {1} verdicts on this state, and each path.")

/* ratify */
TRUCE__MSG(RATIFY_ALL, "all actors have to consent")
TRUCE__MSG(RATIFY_WEIGHT, "consent of actors who weigh {1} together is enough")
TRUCE__MSG(RATIFY_QUOTA, "consent of {1} of the {2} actors is enough")
TRUCE__MSG(RATIFY_HOME, "{1}: ")
TRUCE__MSG(RATIFY_WIN_SET, 
           " ({1}). {5|It|They} would ratify {2} of the {3} states, {4} of them with the party's own consent.")
TRUCE__MSG(RATIFY_WIN_SET_OF,
           " ({1}). {5|It|They} would ratify {2} of the {3} {3|state|states} put to a vote, {4} of them with the "
           "party's own consent.")
TRUCE__MSG(RATIFY_ACTOR, "{1}: {2}")
TRUCE__MSG(RATIFY_WEIGHS, ", weight {1}")
TRUCE__MSG(RATIFY_COMPARES,
           ", compared with {3|today's |}state {1}: {2} {2|state is|states are} at least as good.")
TRUCE__MSG(RATIFY_COMPARES_OF,
           ", compared with {4|today's |}state {1}: {2} of the {3} put to a vote {2|is|are} at least as good.")
TRUCE__MSG(RATIFY_UNLIKE_TODAY, " In state {1}, unlike today, {2}.")
TRUCE__MSG(RATIFY_MEET, "All homes would ratify {1} {1|state|states}. ")
TRUCE__MSG(RATIFY_NONE, "No state would be ratified: no agreement is possible.")
TRUCE__MSG(RATIFY_NONE_FIRST, "No state would be ratified by the first alternatives; others may give some.")
TRUCE__MSG(RATIFY_BELOW, "Of the states that would be ratified each leaves some party below its no deal.")
TRUCE__MSG(RATIFY_AGREEABLE, "{1} of the states that would be ratified {1|leaves|leave} no party below its no deal.")
TRUCE__MSG(RATIFY_WHERE_VOTED, "{1} where it is put to a vote")
TRUCE__MSG(RATIFY_TOPIC_NUMBER, "{1} (state {2})")
TRUCE__MSG(RATIFY_REFUSE, "{1} would refuse {2}.")
TRUCE__MSG(RATIFY_ACCEPT, "{1} would accept {2}.")
TRUCE__MSG(RATIFY_REFUSE_TOO, "{1|It|They} would refuse {2}.")
TRUCE__MSG(RATIFY_ACCEPT_TOO, "{1|It|They} would accept {2}.")
TRUCE__MSG(RATIFY_INVOLUNTARY, "Involuntary defection: equilibria that would not be ratified")
TRUCE__MSG(RATIFY_OF, "{1} of {2}")
TRUCE__MSG(RATIFY_STATES, ": {1}")
TRUCE__MSG(RATIFY_NOBODY, "nobody's consent would be enough")
TRUCE__MSG(RATIFY_OR, ", or ")
TRUCE__MSG(RATIFY_OR_OTHERS, ", or other sets of as many")
TRUCE__MSG(RATIFY_ROWS_LEFT,
           "{1} {1|row|rows} of states that are put to no vote {1|is|are} left out; --rows equilibria shows "
           "{1|it|them}.")
TRUCE__MSG(RATIFY_LACKING,
           "Whose consent is missing (the least sets of actors, at each home, in how many of these states)")
TRUCE__MSG(RATIFY_TIMES, "{1} ({2})")
TRUCE__MSG(RATIFY_OTHERS, "and other sets in {1} more cases")
TRUCE__MSG(
    RATIFY_END,
    "An actor ratifies what it likes at least as well as what it compares with; of several such states the one it "
    "likes least counts.")

/* new: a model to start from, which has no braces of its own here */
TRUCE__MSG(NEW_HEAD,
           "# A model for truce: who can do what, and who wants what. Lines that begin with # are comments.\n"
           "# Change what is here, then ask: truce check FILE, truce solve FILE.\n"
           "truce: 1\n"
           "title: {1}\n"
           "# date: 2025-05-12   # the day the model speaks of\n"
           "\n")
TRUCE__MSG(NEW_SOURCES,
           "# What the model rests on. Each line below may cite it: 'source: minutes' or 'source: minutes ¶3'.\n"
           "sources:\n"
           "  minutes:\n"
           "    title: Council minutes\n"
           "\n")
TRUCE__MSG(NEW_ARTICLE,
           "# What the model rests on. The paragraphs stand at the end of this file.\n"
           "sources:\n"
           "  article:\n"
           "    title: {1}\n")
TRUCE__MSG(NEW_FILE,
           "    file: {1} # as seen from this model; 'truce check' looks up quotes in it\n")
TRUCE__MSG(NEW_PARTIES,
           "# PARTIES AND OPTIONS: who can decide something, and what each alone can do.\n"
           "parties:\n"
           "  - id: north                 # for statements: a-z, 0-9, _\n"
           "    name: North farm          # for readers\n"
           "    options:\n"
           "      - id: north_pumps       # no or yes\n"
           "        says: [North farm does not pump, North farm pumps]   # for each level: what is then so\n"
           "        does: [stop pumping, pump at night]                  # what the party would do\n"
           "  - id: south\n"
           "    name: South farm\n"
           "    options:\n"
           "      - id: south_pumps\n"
           "        says: [South farm does not pump, South farm pumps]\n"
           "        does: [stop pumping, pump at night]\n"
           "      - id: rights\n"
           "        name: Rights to the water\n"
           "        levels: [none, summer, all]   # lowest first\n"
           "        moves: up                     # cannot be taken back\n")
TRUCE__MSG(NEW_CITES,
           "        because: why it is so\n"
           "        source: article ¶1            # the paragraph that says so\n")
TRUCE__MSG(NEW_REST,
           "\n"
           "# RULES: what must be true in every situation.\n"
           "feasible:\n"
           "  - rights >= summer implies not south_pumps\n"
           "\n"
           "# TODAY: options left out stand at their first level.\n"
           "status_quo:\n"
           "  north_pumps: no\n"
           "\n"
           "# OUTCOMES: names of situations.\n"
           "outcomes:\n"
           "  spared: not north_pumps and not south_pumps\n"
           "  drained: north_pumps and south_pumps\n"
           "\n"
           "# WISHES of each party, the most important first. A note may say why, on what it rests, how sure it is.\n"
           "preferences:\n"
           "  north:\n"
           "    order:\n"
           "      - not south_pumps\n"
           "      - that: north_pumps\n"
           "        because: why the party wants it\n"
           "        confidence: 0.8\n"
           "      - rights = all\n"
           "  south:\n"
           "    order:\n"
           "      - not north_pumps\n"
           "      - rights = none\n"
           "      - south_pumps\n")
TRUCE__MSG(NEW_PARAGRAPHS,
           "\n"
           "# THE ARTICLE, its paragraphs numbered as citations count them.\n")

/* states and solve */
TRUCE__MSG(NO_MATCH, "No state matches.")
TRUCE__MSG(NO_EQUILIBRIUM, "No state is an equilibrium.")
TRUCE__MSG(MOVES, "Moves (* an improvement for its mover)")
TRUCE__MSG(MOVES_FROM, "From {1}")
TRUCE__MSG(MOVES_OF, "{1}: ")
TRUCE__MSG(MOVES_BETTER, "{1}*")
TRUCE__MSG(MOVES_NONE, "nobody can move")
TRUCE__MSG(RANKINGS, "Rankings (best first; equally liked states in brackets)")
TRUCE__MSG(RANKING_THEN, " > ")
TRUCE__MSG(RANKING_TIE, "[")
TRUCE__MSG(RANKING_TIE_END, "]")
TRUCE__MSG(EQUILIBRIA, "Equilibria (stable for every party)")
TRUCE__MSG(EQUILIBRIA_LIST, "{1}: {2}")
TRUCE__MSG(EQUILIBRIA_MAYBE, "; maybe {1}: {2}")
TRUCE__MSG(MAYBE_KEY, "? and maybe: it depends on a tie, or on a preference that the model leaves open.")
TRUCE__MSG(LEFT_OUT, "{1} is left out: {2}.")
TRUCE__MSG(PROFILE, "Mixed: ")
TRUCE__MSG(PROFILE_PARTY, "{1} {1|judges|judge} by {2}")
TRUCE__MSG(BEHAVIOUR_HEAD, "Who would stay in {1}, and under which concepts")
TRUCE__MSG(BEHAVIOUR_NONE, "none")
TRUCE__MSG(BEHAVIOUR_NEVER,
           "{1} is an equilibrium under no profile of these concepts: {2} would leave it under each of them.")
TRUCE__MSG(BEHAVIOUR_WEAKEST,
           "{1} is an equilibrium under every profile that takes each party's concept from its line. The weakest is "
           "{2}: by its concept there each party stays in most states.")
TRUCE__MSG(BEHAVIOUR_DEMANDING, " The most demanding is {1}.")
TRUCE__MSG(VIEWS_HEAD, "What parties misread")
TRUCE__MSG(VIEW_SEES_ALL, "{1} {1|sees|see} every state.")
TRUCE__MSG(VIEW_UNSEEN, "{1} {1|does|do} not see {2} of {3} states: {4}.")
TRUCE__MSG(VIEW_UNSEEN_BELOW, "{1} {1|does|do} not see {2} of {3} states:")
TRUCE__MSG(VIEW_IMAGINES, "{1} {1|imagines|imagine} {2} {2|state|states} that {2|does|do} not exist: ")
TRUCE__MSG(VIEW_SURPRISES,
           "{2} {2|move|moves} of others would surprise {1}, since {2|it leads|they lead} to {2|a state|states} that "
           "{1} {1|does|do} not see (tempting: better for the mover): ")
TRUCE__MSG(VIEW_UNFORESEEN, "{2} {2|move|moves} of others {2|is|are} none in the view of {1}: ")
TRUCE__MSG(VIEW_MOVE, "{1} from state {2} to {3}")
TRUCE__MSG(VIEW_TEMPTING, " (tempting)")
TRUCE__MSG(VIEW_PHANTOMS, "{2} {2|move|moves} that {1} {1|takes|take} for {1|its|their} own {2|does|do} not exist: ")
TRUCE__MSG(VIEW_PHANTOM_FROM, "from {1}")
TRUCE__MSG(VIEW_PHANTOM_TO, " to {1}")
TRUCE__MSG(HYPERGAME, "Equilibria of the hypergame (every party sees them, and finds them stable)")
TRUCE__MSG(AS_SEEN_KEY,
           "As seen: one sign a party, in their order: s stable, u unstable, ? maybe, - unseen; E an equilibrium of "
           "the hypergame.")
TRUCE__MSG(HEAD_SEEN_BY, "As seen by {1}.")
TRUCE__MSG(EXPLAIN_VIEWER,
           "{1} {1|misreads|misread} the conflict: this is said of the model, and --seen-by {2} explains what {1} "
           "{1|sees|see}.")
TRUCE__MSG(LIST_SEMICOLON, "; ")
TRUCE__MSG(SOLVE_TIES,
           "{1|One of these states hangs|{1} of these states hang} on ties: from there some party can move to a "
           "state that it likes just as well. {1|It is state|They are states} ")
TRUCE__MSG(SOLVE_TIE, "On a tie: from there some party can move to a state that it likes just as well.")
TRUCE__MSG(SOLVE_STRICT,
           "{1} of {2} Nash {2|equilibrium|equilibria} {1|is|are} strict: every move from there is worse for its "
           "mover.")
TRUCE__MSG(SITUATION_OUTCOMES, "{1}: ")
TRUCE__MSG(SITUATION_TODAY, "as today")
TRUCE__MSG(SITUATION_CODE, " ({1})")
TRUCE__MSG(SUMMARY_HEAD, "How many states hold, that is, are stable for every party:")
TRUCE__MSG(SUMMARY_ALL, "All states")
TRUCE__MSG(SUMMARY_TODAY, "Status quo: {1}")
TRUCE__MSG(SUMMARY_OTHERS, "{1} more {1|outcome is|outcomes are} not told here; --rows and --where show them.")
TRUCE__MSG(SUMMARY_SET, ": {1} {1|state|states}")
TRUCE__MSG(SUMMARY_MAYBE, ": maybe {1} more {1|state|states}")
TRUCE__MSG(SUMMARY_TIED, ", {1} of them on a tie")
TRUCE__MSG(SUMMARY_LARGE, "; that is too many to look for patterns, unless --patterns asks for them")
TRUCE__MSG(SUMMARY_STOP, ".")
TRUCE__MSG(COALITIONS_ALL, "Coalitions: all {1} ({2})")
TRUCE__MSG(COALITIONS_SOME, "Coalitions asked for: {1} ({2})")
TRUCE__MSG(COALITIONS_BLOCS, "Blocs: the {1} coalitions share no member and hold every party ({2})")
TRUCE__MSG(COALITIONS_STRICT, "an improvement is one for every member")
TRUCE__MSG(COALITIONS_WEAK, "an improvement is worse for no member and better for one")
TRUCE__MSG(COALITIONS_FIRST, "They are looked at in the first completion only.")
TRUCE__MSG(COALITIONS_STABLE, "{1} of {2} {2|state is|states are} stable for each")
TRUCE__MSG(COALITIONS_STABLE_LIST, ": {1}")
TRUCE__MSG(COALITIONS_LACKING, "Not defined for coalitions, and left out here: {1}.")
TRUCE__MSG(COALITIONS_CUT, "Not all coalitions that would leave a state are told here; --format json lists more.")
TRUCE__MSG(COALITION_STEP, "{1} to {2}")
TRUCE__MSG(JUMPS_NONE, "No coalition of two or more can jump from one equilibrium to another.")
TRUCE__MSG(JUMPS_CUT, "Not all jumps are told here; --format json lists more.")
TRUCE__MSG(STRONG_LIST, "Strong equilibria (no coalition has an improvement): {1}: {2}")
TRUCE__MSG(STRONG_BELOW, "Strong equilibria (no coalition has an improvement): {1} states:")
TRUCE__MSG(STRONG_NONE, "Strong equilibria (no coalition has an improvement): none")
TRUCE__MSG(STRONG_UNKNOWN, "Strong equilibria: not found out, it would take too many steps; --coalitions all or a "
                           "smaller model may tell.")
TRUCE__MSG(SOLVE_VERIFIED, "Verified: {1} {1|verdict|verdicts}, all those of the rows shown, each by a witness "
                           "checked from the definitions.")
TRUCE__MSG(SOLVE_VERIFIED_UNSEEN,
           "Verified: {1} {1|verdict|verdicts}, all those of the rows that other formats have, each by a witness "
           "checked from the definitions.")
TRUCE__MSG(SOLVE_VERIFIED_NONE, "Verified: 0 verdicts, because no row is shown.")

/* explain */
TRUCE__MSG(EXPLAIN_VERIFIED, "Verified: {1} {1|verdict|verdicts}, each by a witness checked from the definitions.")

/* paths: what is reached */
TRUCE__MSG(PATHS_MOVES, "any moves")
TRUCE__MSG(PATHS_IMPROVEMENTS, "improvements")
TRUCE__MSG(PATHS_UNSANCTIONED, "improvements that nothing sanctions under {1}")
TRUCE__MSG(PATHS_BY, "By ")
TRUCE__MSG(PATHS_REACHED, " {1} of {2} {2|state|states} can be reached from state {3}")
TRUCE__MSG(PATHS_LAST, ", the last after {1} steps")
TRUCE__MSG(PATHS_AFTER_ONE, ": {1} after 1 step")
TRUCE__MSG(PATHS_AFTER, ", {1} after {2}")
TRUCE__MSG(PATHS_ALL, ".")
TRUCE__MSG(PATHS_OTHERS, "; the other{1| one|s} cannot, by paths of any length.")
TRUCE__MSG(PATHS_STUCK_MOVES, "No party has a move from state {1}.")
TRUCE__MSG(PATHS_STUCK_IMPROVEMENTS, "No party has an improvement from state {1}.")
TRUCE__MSG(PATHS_STUCK_UNSANCTIONED, "No party has an improvement that nothing sanctions from state {1}.")
/* the states asked for */
TRUCE__MSG(PATHS_FROM_TODAY,
           " From today the parties have {1} possible {1|step|steps}. {1|It is no|None is an} improvement for "
           "whoever would take it.")
TRUCE__MSG(PATHS_IMPROVEMENT_MEANS,
           "An improvement is a move to a state that its mover prefers to the one before.")
TRUCE__MSG(PATHS_THOSE, "Those that can be reached:")
TRUCE__MSG(PATHS_NOT_THOSE, "Those that cannot be reached:")
TRUCE__MSG(PATHS_WORSE_UNTIL, " {1} would {2}, and be worse off until {3}.")
TRUCE__MSG(PATHS_WORSE_TO_END, " {1} would {2}, and be worse off to the end.")
TRUCE__MSG(PATHS_BELOW_WORSE_UNTIL, " It begins with {1}: {1|it|they} would {2}, and be worse off until {3}.")
TRUCE__MSG(PATHS_BELOW_WORSE_TO_END, " It begins with {1}: {1|it|they} would {2}, and be worse off to the end.")
TRUCE__MSG(PATHS_AT_START, "Where the paths begin, what was asked for is the case already; to reach it again is to "
                           "return.")
TRUCE__MSG(PATHS_NOTHING_ASKED, "What was asked for is the case in no state.")
TRUCE__MSG(PATHS_TO, "To state {1}: {2} {2|step|steps}, ")
TRUCE__MSG(PATHS_ONE, "one shortest path.")
TRUCE__MSG(PATHS_COUNT, "{1} shortest paths.")
TRUCE__MSG(PATHS_COUNTLESS, "2^64 - 1 shortest paths or more.")
TRUCE__MSG(PATHS_BEGINS, "It begins with {1}.")
TRUCE__MSG(PATHS_ALL_BEGIN, "All begin with {1}.")
TRUCE__MSG(PATHS_THEY_BEGIN, "They begin with {1}.")
TRUCE__MSG(PATHS_ALWAYS, " In every one of them {1} {1|moves|move}.")
TRUCE__MSG(PATHS_BETTER, " The path is made of improvements only.")
TRUCE__MSG(PATHS_BETTER_BELOW, " The one below is made of improvements only.")
TRUCE__MSG(PATHS_SAME, " Nobody has to make a step that is worse for it on this path.")
TRUCE__MSG(PATHS_SAME_BELOW, " Nobody has to make a step that is worse for it on the one below.")
TRUCE__MSG(PATHS_WORSE, " The path has {1} {1|step that leaves its mover|steps that leave their movers} worse off.")
TRUCE__MSG(PATHS_WORSE_BELOW, " A way that costs least stands below: {1w} {1|step leaves its mover|steps leave their "
                              "movers} worse off, and no shortest path has fewer.")
TRUCE__MSG(PATHS_ALWAYS_LAPSES, " In every one of them something lapses by itself.")
TRUCE__MSG(PATHS_ALL_LAPSE, " Nobody moves on this path: it lapses by itself.")
TRUCE__MSG(PATHS_ALL_LAPSE_BELOW, " Nobody moves on the one below: it lapses by itself.")
TRUCE__MSG(PATHS_MOVES_BETTER, " Each move on this path is an improvement.")
TRUCE__MSG(PATHS_MOVES_BETTER_BELOW, " Each move on the one below is an improvement.")
TRUCE__MSG(PATHS_LAPSES, " {1} of its steps {1|lapses by itself|lapse by themselves}.")
TRUCE__MSG(PATHS_STEP_LAPSES, "{1}. Nobody moves, it lapses by itself")
TRUCE__MSG(PATHS_STEP_LAPSING, ": {1}")
TRUCE__MSG(PATHS_STEP_TIME, " (time: {1})")
TRUCE__MSG(PATHS_STEP_LAPSED, ", which leads to state {1}{2}.")
TRUCE__MSG(PATHS_STEP_SETS, "{1}. {2} would {3}, which leads to state {4}")
TRUCE__MSG(PATHS_STEP_MOVES, "{1}. {2} {2|moves|move} to state {3}")
TRUCE__MSG(PATHS_STEP_SAME, ": neither better nor worse for {1|it|them}.")
TRUCE__MSG(PATHS_STEP_BETTER, ": better for {1|it|them} {2}.")
TRUCE__MSG(PATHS_STEP_WORSE, ": a sacrifice, worse for {1|it|them} {2}.")
TRUCE__MSG(PATHS_UNTOLD, "{1} more {1|state that was|states that were} asked for can be reached; --limit tells of "
                         "more.")
/* out of reach */
TRUCE__MSG(PATHS_CANNOT, "State {1} cannot")
TRUCE__MSG(PATHS_SOME_CANNOT, "{1} of the states asked for cannot")
TRUCE__MSG(PATHS_NOT_BY_MOVES, " be reached. ")
TRUCE__MSG(PATHS_NOT_BY_IMPROVEMENTS, " be reached by improvements. ")
TRUCE__MSG(PATHS_NOT_UNSANCTIONED, " be reached by improvements that nothing sanctions. ")
TRUCE__MSG(PATHS_PROVED,
           "That is proved: the search looked at every legal step from {1|the one state|each of the {1} states} "
           "that it found, and there is no limit to the length of paths.")
TRUCE__MSG(PATHS_PROVED_AT_ONCE, "That is proved: there is no such step to begin with.")
TRUCE__MSG(PATHS_BEYOND, "state {1}: ")
TRUCE__MSG(PATHS_BEYOND_SOME, "{1} of them, such as state {2}: ")
TRUCE__MSG(PATHS_STANDS, "{1} is {2} there")
TRUCE__MSG(PATHS_CLAUSE, "{1} there")
TRUCE__MSG(PATHS_CLAUSE_OF, "{1} there ({2})")
TRUCE__MSG(PATHS_CLAUSE_IN_NO_STATE, ", as in no state that can be reached.")
TRUCE__MSG(PATHS_NEVER_MOVES, ", and it never moves.")
TRUCE__MSG(PATHS_ONLY_UP, ", and from here it can only go up.")
TRUCE__MSG(PATHS_ONLY_DOWN, ", and from here it can only go down.")
TRUCE__MSG(PATHS_NO_MOVE_IN, "nobody has a move into it, from anywhere.")
TRUCE__MSG(PATHS_NO_IMPROVEMENT_IN, "no such improvement leads into it, from anywhere.")
TRUCE__MSG(PATHS_IN_NO_STATE, ", as it is in no state that can be reached.")
TRUCE__MSG(PATHS_SEARCHED, "every path from here has been followed, and none leads to it.")
TRUCE__MSG(PATHS_MORE_BEYOND, "and {1} more.")
TRUCE__MSG(PATHS_VERIFIED, "Verified from the definitions: ")
TRUCE__MSG(PATHS_VERIFIED_SHOWN, "every path shown")
TRUCE__MSG(PATHS_VERIFIED_LESS, " (with --verify also that nothing sanctions its steps)")
TRUCE__MSG(PATHS_VERIFIED_AND, ", and ")
TRUCE__MSG(PATHS_VERIFIED_CLOSED, "that nothing else can be reached and nothing sooner")
/* their drawing */
TRUCE__MSG(PATHS_DRAWN_BY, "Shortest paths by ")
TRUCE__MSG(PATHS_DRAWN, " from state {1} to {2} {2|state|states}")
TRUCE__MSG(PATHS_DRAWN_NEAREST, ", the nearest {1} of which are looked at")
TRUCE__MSG(PATHS_DRAWN_SOME, "; {1} of the {2} moves on them are drawn")
TRUCE__MSG(PATHS_DRAWN_BEYOND, "; {1} more {1|state|states} cannot be reached")
TRUCE__MSG(PATHS_DRAWN_END, ". No party moves twice in a row.")
TRUCE__MSG(PATHS_NODE, "State {1} after {2} {2|step|steps}")
TRUCE__MSG(PATHS_NODE_ASKED, ", asked for")
TRUCE__MSG(PATHS_ARC, "{1}: from state {2} to state {3}, ")
TRUCE__MSG(PATHS_ARC_LAPSES, "Nobody: from state {1} to state {2}, ")
TRUCE__MSG(PATHS_ARC_SETS, "{1}, ")
TRUCE__MSG(PATHS_ARC_GAIN, "{1} for {2|it|them}")
TRUCE__MSG(PATHS_KEY_BETTER, "better for who moves")
TRUCE__MSG(PATHS_KEY_OTHER, "not better for who moves")
TRUCE__MSG(PATHS_KEY_LAPSE, "lapses by itself")
TRUCE__MSG(PATHS_KEY_ASKED, "asked for")
TRUCE__MSG(PATHS_KEY_CUT, "{1} of {2} moves on shortest paths are drawn")

/* what holds, what does not, what to look at next */
TRUCE__MSG(HOLDS_UNDER, "holds under ")
TRUCE__MSG(HOLDS_NOT_UNDER, "does not hold under ")
TRUCE__MSG(HOLDS_BUT_NOT, " but not under ")
TRUCE__MSG(HOLDS_MAYBE, "may hold under ")
TRUCE__MSG(HOLDS_MAYBE_TOO, " and may hold under ")
TRUCE__MSG(HOLDS_STATUS_QUO, "The status quo, state {1}, ")
TRUCE__MSG(HOLDS_STATES, "States that hold: ")
TRUCE__MSG(HOLDS_COUNT, "{1} under {2}")
TRUCE__MSG(HOLDS_OUTCOME, "; the outcome ")
TRUCE__MSG(HOLDS_OUTCOMES, "; of the outcomes, ")
TRUCE__MSG(HOLDS_OTHERS, " and {1} others")
TRUCE__MSG(HOLDS_SOMEWHERE, " {1|holds|hold} in some state under {2}")
TRUCE__MSG(HOLDS_STOP, ".")
TRUCE__MSG(FAILS_LEAVING, "{1} would leave state {2} for state {3} under {4}.")
TRUCE__MSG(FAILS_LEAVING_IT, "{1} would leave it for state {2} under {3}.")
TRUCE__MSG(FAILS_LEAVING_ALWAYS,
           "{1} would leave state {2} under {4} in every completion, and in the first for state {3}.")
TRUCE__MSG(FAILS_LEAVING_IT_ALWAYS,
           "{1} would leave it under {3} in every completion, and in the first for state {2}.")
TRUCE__MSG(FAILS_LEAVING_FIRST, "{1} would leave state {2} for state {3} under {4} in the first completion.")
TRUCE__MSG(FAILS_LEAVING_IT_FIRST, "{1} would leave it for state {2} under {3} in the first completion.")
TRUCE__MSG(FAILS_ONE, "Not every state holds: for one, ")
TRUCE__MSG(FAILS_OUTCOME, "{1} holds nowhere under {2}")
TRUCE__MSG(FAILS_OTHERS, ", {1|nor does another outcome|nor do {1} other outcomes}")
TRUCE__MSG(FAILS_FOR_ONE, ": for one, ")
TRUCE__MSG(FAILS_STATUS_QUO, "The status quo can be broken: ")
TRUCE__MSG(FAILS_NOWHERE, "Nothing fails: every state holds under {1}.")
TRUCE__MSG(FAILS_NOT_SURELY, "No state certainly fails under {1}.")
TRUCE__MSG(FAILS_NOT_AT_FIRST, "None of the first states fails under {1}.")
TRUCE__MSG(NEXT_WHY, "To read why: ")
TRUCE__MSG(NEXT_DEAL, "To see what would be better for all: ")
TRUCE__MSG(NEXT_STATES, "To see what each party likes best: ")
TRUCE__MSG(NEXT_PATHS, "To see how it could be reached: ")
TRUCE__MSG(NEXT_SOLVE, "To see what holds at all: ")
TRUCE__MSG(BEST_NONE, "No state is acceptable to all, so there is no deal that could hold.")
TRUCE__MSG(BEST_ONE, "The one deal, state {1}, ")
TRUCE__MSG(BEST_OF, "Of {1} deals, state {2} ")
TRUCE__MSG(BEST_IS_STATUS_QUO, "is the status quo itself and ")
TRUCE__MSG(BEST_FOR_ALL, "; it is better than no deal for all.")
TRUCE__MSG(BEST_FOR_SOME, "; it leaves somebody only as well off as no deal.")
TRUCE__MSG(BEST_FOR_NOBODY, "; it leaves everybody only as well off as no deal.")
TRUCE__MSG(BREAKS_IT, "It can be broken: ")
TRUCE__MSG(BREAKS_A_DEAL, "A deal can be broken: ")
TRUCE__MSG(BREAKS_TRAP,
           "The status quo is a trap: nobody would leave it under {1}, though {2} {2|state is|states are} "
           "better for all.")
TRUCE__MSG(BREAKS_EXCLUDING, "No state is better than no deal for all; set aside the condition of ")
TRUCE__MSG(BREAKS_EXCLUDED, "{1}, and some state is better for all the others.")
TRUCE__MSG(BREAKS_FOR_ONE, ", for one")
TRUCE__MSG(BREAKS_NOTHING, "Nobody would leave any of the deals looked at under {1}.")

/* concepts */
TRUCE__MSG(CONCEPT_NAME, "{1}: {2}")
TRUCE__MSG(CONCEPT_IS_DEFAULT, " *")
TRUCE__MSG(CONCEPT_DEFINITION, "{1}")
TRUCE__MSG(CONCEPT_SOURCE, "Source: {1}.")
TRUCE__MSG(CONCEPT_EVIDENCE, "Evidence: {1}.")
TRUCE__MSG(CONCEPT_NEEDS, "Needs: {1}.")
TRUCE__MSG(CONCEPT_DEFAULTS, "* solved when no concept is asked for.")

/* cases */
TRUCE__MSG(CASES_CONFLICTS, "Conflicts")
TRUCE__MSG(CASES_SYMMETRIC, "The twelve symmetric games of two by two")
TRUCE__MSG(CASES_GAMES, "Other games")
TRUCE__MSG(CASES_HOW, "'truce cases NAME' prints the model of one; 'truce cases NAME | truce solve -' solves it.")

/* audience */
TRUCE__MSG(AUDIENCE_HAS, "{1}: {1|has|have} escalated where {2}, {1|has|have} backed down where {3}.")
TRUCE__MSG(AUDIENCE_LINE, "{3|It has|They have} escalated and not backed down in {1} of {2} states. ")
TRUCE__MSG(AUDIENCE_FREE, 
           "From none of them is backing down an improvement: {1|its|their} hands are tied without any cost.")
TRUCE__MSG(AUDIENCE_TIED, "From {1} of them backing down is an improvement. With a demotion by {2} {2|rank|ranks} of "
                          "{4|its|their} {3} it is one from nowhere: {4|its|their} hands are tied.")
TRUCE__MSG(AUDIENCE_QUO_ELSEWHERE, "The status quo is not one of them.")
TRUCE__MSG(AUDIENCE_QUO_FREE, "From the status quo backing down is no improvement as it is")
TRUCE__MSG(AUDIENCE_QUO_NEEDS,
           "From the status quo backing down stops being an improvement with a demotion by {1} {1|rank|ranks}")
TRUCE__MSG(AUDIENCE_QUO_LOCKS, 
           ", and no other improvement is open to {1|it|them} there: {1|it is|they are} locked in.")
TRUCE__MSG(AUDIENCE_QUO_OPEN, "; other improvements remain open to {1|it|them} there.")
TRUCE__MSG(AUDIENCE_STEPS, "     ...  {1} steps more, in --format json")
TRUCE__MSG(AUDIENCE_END, "Demotion: a state in which the party has backed down counts as so many ranks lower for it. "
                         "Tempted: escalated states from which backing down is then an improvement. Acceptable: "
                         "states that the party ranks at least at its no deal; agreeable: those that all other "
                         "parties do too.")

/* diff and timeline */
TRUCE__MSG(MOMENT_STATUS_QUO, "Status quo: {1}")
TRUCE__MSG(MOMENT_STABLE, "; {1}: stable for {2}")
TRUCE__MSG(MOMENT_STABLE_FOR_NOBODY, "; {1}: stable for nobody")
TRUCE__MSG(MOMENT_MAYBE, "; {1}: maybe stable for {2}")
TRUCE__MSG(MOMENT_EQUILIBRIA, "Equilibria: {1}: {2}")
TRUCE__MSG(MOMENT_NEXT_EQUILIBRIA, "; {1}: {2}")
TRUCE__MSG(MOMENT_SAME_EQUILIBRIA, "Equilibria: as many as before, by outcome too.")
TRUCE__MSG(MOMENT_SEEN, "Equilibria of the hypergame, as the parties see things: {1}: {2}")
TRUCE__MSG(MOMENT_SEEN_ALIKE, "Equilibria of the hypergame, as the parties see things: the same.")
TRUCE__MSG(MOMENT_BEGIN, " (")
TRUCE__MSG(MOMENT_OUTCOMES, "; ")
TRUCE__MSG(MOMENT_OUTCOME, "{1} {2}")
TRUCE__MSG(MOMENT_END, ")")
TRUCE__MSG(FLIP_NEXT_CONCEPT, ", {1}")
TRUCE__MSG(FLIP_CONCEPTS_END, ": ")
TRUCE__MSG(FLIP_STATUS_QUO, "the status quo, {1},")
TRUCE__MSG(FLIP_IS_EQUILIBRIUM, " is now an equilibrium")
TRUCE__MSG(FLIP_IS_STABLE, " is now stable for {1}")
TRUCE__MSG(FLIP_NO_EQUILIBRIUM, " is no longer an equilibrium")
TRUCE__MSG(FLIP_NOT_STABLE, " is no longer stable for {1}")
TRUCE__MSG(FLIP_MAY_BE_EQUILIBRIUM, " may now be an equilibrium")
TRUCE__MSG(FLIP_MAY_BE_STABLE, " may now be stable for {1}")
TRUCE__MSG(FLIP_CANNOT_BE_EQUILIBRIUM, " can no longer be an equilibrium")
TRUCE__MSG(FLIP_CANNOT_BE_STABLE, " can no longer be stable for {1}")
TRUCE__MSG(FLIP_SURELY_EQUILIBRIUM, " is now certainly an equilibrium")
TRUCE__MSG(FLIP_SURELY_STABLE, " is now certainly stable for {1}")
TRUCE__MSG(FLIP_UNSURE_EQUILIBRIUM, " is no longer certainly an equilibrium")
TRUCE__MSG(FLIP_UNSURE_STABLE, " is no longer certainly stable for {1}")
TRUCE__MSG(FLIP_GONE_EQUILIBRIUM, " is gone and with it an equilibrium")
TRUCE__MSG(FLIP_NEW_STATE, ", a state that was not there")
TRUCE__MSG(FLIP_ONLY_TOGETHER, "; no single one undoes it: only together")
TRUCE__MSG(FLIP_BECAUSE, "; because of ")
TRUCE__MSG(FLIP_EACH_NEEDED, ", each of which was needed")
TRUCE__MSG(FLIP_MORE, "and {1} more verdicts; --format json and csv list them")
TRUCE__MSG(FLIP_NONE, "No verdict flipped.")
TRUCE__MSG(FLIP_EVERY_PARTY, "every party")
TRUCE__MSG(DIFF_BEFORE, "Before: {1}, {2} {2|state|states}")
TRUCE__MSG(DIFF_AFTER, "After: {1}, {2} {2|state|states}")
TRUCE__MSG(DIFF_NONE, "The models say the same.")
TRUCE__MSG(DIFF_CHANGES, "{1} {1|input differs|inputs differ}.")
TRUCE__MSG(DIFF_CHANGED, "{1}. {2} was {3}, is {4}")
TRUCE__MSG(DIFF_RERANKED, "{1}. {2} is re-ranked: it was {3}, it is {4}")
TRUCE__MSG(DIFF_ADDED, "{1}. {2} is new: {3}")
TRUCE__MSG(DIFF_REMOVED, "{1}. {2} is gone: {3}")
TRUCE__MSG(DIFF_MOVED, "{1}. {2} has moved, from {3}: {4}")
TRUCE__MSG(DIFF_IDLE, " (no verdict depends on it)")
TRUCE__MSG(DIFF_CAUSE, "change {1} ({2})")
TRUCE__MSG(DIFF_FLIPS, "{1} {1|verdict|verdicts} flipped")
TRUCE__MSG(DIFF_NEW_STATES, "; {1} {1|state is|states are} new")
TRUCE__MSG(DIFF_LOST_STATES, "; {1} {1|state is|states are} gone")
TRUCE__MSG(TIMELINE_NO_EVENTS, "The model lists no events.")
TRUCE__MSG(TIMELINE_BEGIN, "Before the first event")
TRUCE__MSG(TIMELINE_BEGIN_DATE, "Before the first event, {1}")
TRUCE__MSG(TIMELINE_EVENT, "{1}: {2}")
TRUCE__MSG(TIMELINE_NEXT_EVENT, "; {1}")
TRUCE__MSG(TIMELINE_EVENT_ID, " ({1})")

/* deal */
TRUCE__MSG(DEAL_NONE, "No deal: state {1}.")
TRUCE__MSG(DEAL_NONE_QUO, "No deal, the status quo: state {1}.")
TRUCE__MSG(DEAL_NONE_MEANS, "No deal means")
TRUCE__MSG(DEAL_NONE_FOR, "for {1}: state {2}.")
TRUCE__MSG(DEAL_NONE_FOR_QUO, "for {1}: state {2}, the status quo.")
TRUCE__MSG(DEAL_NONE_WORST, "for {1}: state {2}, the worst of {3}.")
TRUCE__MSG(DEAL_NONE_SAID_FOR, "for {1}: {2}, state {3}.")
TRUCE__MSG(DEAL_NONE_SAID_WORST, "for {1}: {2}, state {3}, the worst of {4}.")
TRUCE__MSG(DEAL_ACCEPTABLE, "{1} {1|state is|states are} acceptable to all; ")
TRUCE__MSG(DEAL_GAINS, "{1} {1|is|are} better than no deal for all. ")
TRUCE__MSG(DEAL_GAINS_NONE, "none is better than no deal for all. ")
TRUCE__MSG(DEAL_EFFICIENT, "{1} {1|state is|states are} efficient ({2} weakly so).")
TRUCE__MSG(DEAL_BETTER, "Better for all: {1}.")
TRUCE__MSG(DEAL_BEST, "{1W} of them cannot be bettered for anybody without loss to another: {2}.")
TRUCE__MSG(DEAL_ALL_BEST, "{1|It|They} cannot be bettered for anybody without loss to another: {2}.")
TRUCE__MSG(DEAL_SHARED, "{1} ({2} states)")
TRUCE__MSG(DEAL_ZONE, "Zone of agreement, acceptable and efficient: {1} {1|deal|deals}.")
TRUCE__MSG(DEAL_WAIVE, "No state is better than no deal for all. Set aside the condition of {1}")
TRUCE__MSG(DEAL_WAIVE_OR, ", or of {1}")
TRUCE__MSG(DEAL_WAIVE_MORE, ", or of one of {1} more sets")
TRUCE__MSG(DEAL_WAIVE_END, ", and some state is better than no deal for all the others.")
TRUCE__MSG(DEAL_STATE, "State {1}")
TRUCE__MSG(DEAL_IT, " It")
TRUCE__MSG(DEAL_ABOVE, " is better than no deal for {1}")
TRUCE__MSG(DEAL_BUT_BELOW, ", but worse for {1}")
TRUCE__MSG(DEAL_BELOW, " is worse than no deal for {1}")
TRUCE__MSG(DEAL_AS_NONE, " is as good as no deal for everybody")
TRUCE__MSG(DEAL_UNACCEPTABLE, ": it is not acceptable to all.")
TRUCE__MSG(DEAL_IS_ACCEPTABLE, ": it is acceptable to all.")
TRUCE__MSG(DEAL_IS_EFFICIENT, " It is efficient.")
TRUCE__MSG(DEAL_WASTES, " It is not efficient: state {1} is worse for nobody and better for somebody.")
TRUCE__MSG(DEAL_LEFT_BY, " would be left by ")
TRUCE__MSG(DEAL_LEFT, "{1} to state {2} under {3}")
TRUCE__MSG(DEAL_LEFT_NEXT, "; by ")
TRUCE__MSG(DEAL_HOLDS, " holds: nobody would leave it under {1}.")
TRUCE__MSG(DEAL_MAYBE, " may hold: under {1} that depends on a tie, or on a preference that the model leaves open.")
TRUCE__MSG(DEAL_MAYBE_TOO,
           " Under {1} it depends on a tie, or on a preference that the model leaves open, whether it holds.")
TRUCE__MSG(DEAL_ENFORCED, " It needs enforcement: it is no GMR equilibrium.")
TRUCE__MSG(DEAL_STEPS, " Step by step: {1} {1|goes|go} to state {2}")
TRUCE__MSG(DEAL_PHASES, " In phases that last: {1} {1|goes|go} to state {2}")
TRUCE__MSG(DEAL_THEN, ", then {1} {1|goes|go} to state {2}")
TRUCE__MSG(DEAL_STEPS_LAPSE, " Step by step: it lapses by itself into state {1}")
TRUCE__MSG(DEAL_PHASES_LAPSE, " In phases that last: it lapses by itself into state {1}")
TRUCE__MSG(DEAL_THEN_LAPSES, ", then it lapses by itself into state {1}")
TRUCE__MSG(DEAL_NO_PHASES, " No such way has only steps that last.")
TRUCE__MSG(DEAL_LAPSES, " It lapses into state {1}")
TRUCE__MSG(DEAL_LAPSES_WELL, ", and nobody is then worse off than without a deal")
TRUCE__MSG(DEAL_LAPSES_WORSE, ", which is worse than no deal for {1}")
TRUCE__MSG(DEAL_UNRATIFIED, " It would not be ratified at the home of ")
TRUCE__MSG(DEAL_REFUSED, "{1} (refused by {2})")
TRUCE__MSG(DEAL_STOP, ".")
TRUCE__MSG(DEAL_PARTIES, "Parties:")
TRUCE__MSG(DEAL_NUMBER, " {1} = {2}")
TRUCE__MSG(DEAL_NUMBERS_NEXT, ";")
TRUCE__MSG(DEAL_KEY, "+ better than no deal, = as good; E holds, else the parties that would leave")
TRUCE__MSG(DEAL_ASKED_KEY, "+ better than no deal, = as good, - worse; E holds, else the parties that would leave")
TRUCE__MSG(DEAL_KEY_WAY, "; from today by steps that nobody ranks below the one before and that each hold under {1}, "
                         "else by improvements, else by any moves")
TRUCE__MSG(DEAL_TODAY, "today")
TRUCE__MSG(DEAL_STEP_COUNT, "{1} {1|step|steps}")
TRUCE__MSG(DEAL_IMPROVING, "improving")
TRUCE__MSG(DEAL_MOVES, "moves")
TRUCE__MSG(DEAL_NO_WAY, "-")
TRUCE__MSG(DEAL_YES, "yes")
TRUCE__MSG(DEAL_NO, "no")
TRUCE__MSG(DEAL_ASKED, "Asked for: {1} states, {2} of them in the zone of agreement.")
TRUCE__MSG(DEAL_ASKED_ONE, "Asked for: 1 state, which is in the zone of agreement.")
TRUCE__MSG(DEAL_ASKED_OTHER, "Asked for: 1 state, which is not in the zone of agreement.")
TRUCE__MSG(DEAL_ASKED_NONE, "Asked for: no state, for the statement is true in none.")
TRUCE__MSG(DEAL_ASKED_OTHERS, "The other {1} states of the table are not told here; --format json has them all.")
TRUCE__MSG(DEAL_OTHERS, "The other {1} deals of the table are not told here; --format json has them all.")
TRUCE__MSG(DEAL_WHO_LEAVES, "Who would leave")
TRUCE__MSG(DEAL_TEMPORARY,
           "Temporary arrangements that hold under {1}, against no deal: now, and once they have lapsed")
TRUCE__MSG(DEAL_TEMPORARY_KEY,
           ". + better than no deal, = as good, - worse; it lasts when nobody is worse off by then")
TRUCE__MSG(DEAL_TEMPORARY_HOME, "; ratified: at every home, valued as it is now.")
TRUCE__MSG(DEAL_TRAPS, "Traps (equilibria that are not efficient)")
TRUCE__MSG(DEAL_TRAPS_OF, "{1}: {2}")
TRUCE__MSG(DEAL_TRAPS_NONE, "{1}: none")
TRUCE__MSG(DEAL_CHOICES, "What rules of bargaining would choose in the zone")
TRUCE__MSG(DEAL_RULE, "{1} ({2}): ")
TRUCE__MSG(DEAL_CHOICE, "{1|state|states} ")
TRUCE__MSG(DEAL_CHOICE_NONE, "none; {1}")
TRUCE__MSG(DEAL_STRIKES_ALL, "state {1}, whoever begins")
TRUCE__MSG(DEAL_STRIKES, "state {1} if {2} {2|begins|begin}")
TRUCE__MSG(DEAL_STRIKES_NEXT, "; ")
TRUCE__MSG(DEAL_DEPTH, "; for nobody it is further down than place {1} of {2}")
TRUCE__MSG(DEAL_RANK, "; nobody's rank is below {1}")
TRUCE__MSG(DEAL_VERIFIED,
           "Verified: {1} {1|verdict|verdicts} on deals, each by a witness checked from the definitions.")
TRUCE__MSG(DEAL_VERIFIED_SOME, "Verified: every move by which somebody would leave, and {1} of {2} verdicts on "
                               "deals; --verify checks all of these.")

/* what may be otherwise: edits, and what they alter */
TRUCE__MSG(EDIT_SWAPPED, "{1} {1|cares|care} more about {2} than about {3}")
TRUCE__MSG(EDIT_DROPPED, "{1} {1|does|do} not care about {2}")
TRUCE__MSG(EDIT_FLIPPED, "{1} {1|comes|come} to want the opposite, that {2}")
TRUCE__MSG(EDIT_PLACES_SWAPPED, "{1} {1|prefers|prefer} {2} to {3}")
TRUCE__MSG(EDIT_PLACES_MERGED, "{1} {1|likes|like} {2} and {3} equally")
TRUCE__MSG(EDIT_OPEN, "what stands at place {1}, which is open")
TRUCE__MSG(EDIT_RULE_DROPPED, "The rule {1} does not apply")
TRUCE__MSG(EDIT_OPTION_FIXED, "{1} cannot change {2}")
TRUCE__MSG(EDIT_OPTION_BOTH, "{1} can change {2} in both directions")
TRUCE__MSG(ROBUST_ALL_SILENT, "No statement, rule or option of this model carries a confidence ({1} in all).")
TRUCE__MSG(ROBUST_SILENT, "{1} of {2} statements, rules and options carry no confidence and are taken as certain.")
TRUCE__MSG(ROBUST_NONE_SILENT, "All {1} statements, rules and options carry a confidence.")
TRUCE__MSG(ONE_TITLE, "If one thing were otherwise")
TRUCE__MSG(ONE_TRIED,
           "{1} {1|change was|changes were} tried, each alone: a party cares about two neighbouring statements the "
           "other way round, or not about one, or wants its opposite; a rule does not apply; an option cannot be "
           "changed, or can be changed in both directions.")
TRUCE__MSG(ONE_UNFIT, " {1} more {1|leaves|leave} no model and {1|does|do} not count.")
TRUCE__MSG(ONE_LARGE, " {1} more {1|leaves|leave} too many states to be solved.")
TRUCE__MSG(ONE_IDLE, "{1} of {2} change nothing: the same states hold.")
TRUCE__MSG(ONE_ASKED, "{1} {1|alters|alter} whether today's state {2} holds:")
TRUCE__MSG(ONE_ASKED_NAMED, "{1} {1|alters|alter} whether a state that you asked about, or today's, holds:")
TRUCE__MSG(ONE_ASKED_REST, "{1} more {1|verdict|verdicts} of such states {1|is|are} altered.")
TRUCE__MSG(ONE_OUTCOMES, "{1} more {1|alters|alter} which outcomes hold in some equilibrium:")
TRUCE__MSG(ONE_STATES, "{1} more {1|alters|alter} only which states of these outcomes are equilibria:")
TRUCE__MSG(DRAWING_NOTHING, "There is nothing to draw.")
TRUCE__MSG(ONE_CHART, "Equilibria gained and lost, counted for each concept:")
TRUCE__MSG(ONE_CHART_OF_ONE, "Equilibria gained and lost:")
TRUCE__MSG(ONE_REST, "{1} more, in --format json")
TRUCE__MSG(ONE_STATE_HOLDS, "{1} holds under {2} then.")
TRUCE__MSG(ONE_STATE_FAILS, "{1} no longer holds under {2}.")
TRUCE__MSG(ONE_OUTCOME_APPEARS, "{1} then holds somewhere under {2}.")
TRUCE__MSG(ONE_OUTCOME_VANISHES, "{1} then holds nowhere under {2}.")
TRUCE__MSG(ONE_UNDER, "{1}: ")
TRUCE__MSG(ONE_NO_LONGER, "no longer ")
TRUCE__MSG(ONE_NOW, "now ")
TRUCE__MSG(ONE_NEXT, "; ")
TRUCE__MSG(ONE_ARISEN, "{1} {1|state|states} that the rule excludes")
TRUCE__MSG(ONE_STATES_OF, "{1} +{2} −{3}")
TRUCE__MSG(ONE_OUTCOME_GAINED, "+{1} ({2})")
TRUCE__MSG(ONE_OUTCOME_LOST, "−{1} ({2})")
TRUCE__MSG(ONE_ASKED_HOLDS, "+{1} ({2})")
TRUCE__MSG(ONE_ASKED_FAILS, "−{1} ({2})")

/* how few edits turn a verdict */
TRUCE__MSG(RADIUS_TITLE, "How few edits turn a verdict")
TRUCE__MSG(RADIUS_COUNTED, "These count as edits of a party's list: {1}.")
TRUCE__MSG(RADIUS_SWAP, "two neighbours change places")
TRUCE__MSG(RADIUS_DROP, "one is left out")
TRUCE__MSG(RADIUS_INSERT, "something else comes to matter, at first least of all")
TRUCE__MSG(RADIUS_FLIP, "one becomes its opposite")
TRUCE__MSG(RADIUS_MANY,
           " {1} {1|concept has|concepts have} more than 256 equilibria, so only the status quo is told; --radius "
           "equilibria tells all.")
TRUCE__MSG(RADIUS_FROM_TODAY,
           "{1}: some moves lead to states that the mover's list does not tell apart from it. If the mover came to "
           "care about anything else, that could speak for them:")
TRUCE__MSG(RADIUS_TIED, "{1}: {2} of {3} {3|move|moves}")
TRUCE__MSG(RADIUS_UNDER, "{1}:")
TRUCE__MSG(RADIUS_UNCONDITIONAL, "{1} {1|equilibrium holds|equilibria hold} whatever is edited, as nothing in the "
                                 "lists speaks for a move away: ")
TRUCE__MSG(RADIUS_NEVER_ENDS, "no edits of these kinds end {1} {1|equilibrium|equilibria}: ")
TRUCE__MSG(RADIUS_ENDS, "{2} {2|edit ends|edits end} {1} {1|equilibrium|equilibria}: ")
TRUCE__MSG(RADIUS_MAY_END, "{2} {2|edit|edits} or more end {1} {1|equilibrium|equilibria} (--effort was too little "
                           "to say how many): ")
TRUCE__MSG(RADIUS_NEVER_MADE, "no edits of these kinds make an equilibrium of {1} {1|state|states}: ")
TRUCE__MSG(RADIUS_MADE, "{2} {2|edit makes|edits make} an equilibrium of {1} {1|state|states}: ")
TRUCE__MSG(RADIUS_MAY_BE_MADE, "{2} {2|edit|edits} or more make an equilibrium of {1} {1|state|states} (--effort was "
                               "too little to say how many): ")
TRUCE__MSG(RADIUS_WAY, "{1}: {2}.")
TRUCE__MSG(RADIUS_AND, ". ")
TRUCE__MSG(RADIUS_INSERTED, "{1} also {1|cares|care} about {2}")
TRUCE__MSG(RADIUS_CELL_ALWAYS, "whatever is edited")
TRUCE__MSG(RADIUS_CELL_NEVER, "none do it")
TRUCE__MSG(RADIUS_CELL_AT_LEAST, "{1} or more")
/* how often it holds, and which doubt matters most */
TRUCE__MSG(SHARES_TITLE, "How often it holds, given what is in doubt")
TRUCE__MSG(
    SHARES_MEANING,
    "With confidence 0.7 a statement is where you put it in seven of ten readings of the model. In the other "
    "three the party either does not care about it, or cares more or less than you wrote, a little more likely "
    "a little.")
TRUCE__MSG(
    SHARES_SKIPPED,
    "Nothing here has a confidence below 1, so there is nothing to draw: every reading of the model is the same. "
    "With --default-confidence 0.8 every statement without a confidence counts as fairly sure.")
TRUCE__MSG(SHARES_DRAWN,
           "{1} readings were drawn by chance and each was solved; {2} {2|input is|inputs are} in doubt.")
TRUCE__MSG(SHARES_PRECISE, " That was enough for the precision asked for.")
TRUCE__MSG(
    SHARES_ALL,
    "To hold means that nobody would leave it once it is there, not that it comes about: 'paths' and 'forecast' ask "
    "that. 100% means that none of the doubts you declared breaks it. Doubts that nobody declared are not in it, and "
    "each party is read independently of the others.")
TRUCE__MSG(SHARES_OFF, "Drawn again, the shares would differ a little: in 19 of 20 draws a share is off by {1} "
                       "points at most.")
TRUCE__MSG(SHARES_HOLD, "{3}: {1} of {2} equilibria hold in every reading.")
TRUCE__MSG(SHARES_NONE_WRITTEN, "{1}: no state is an equilibrium of the model as it is written.")
TRUCE__MSG(SHARES_NO_EQUILIBRIUM, "In {1} of the readings no state is an equilibrium under {2}.")
TRUCE__MSG(SHARES_OUTCOMES, "In how many readings an outcome holds in some equilibrium:")
TRUCE__MSG(SHARES_STATES, "In how many readings a state is an equilibrium: today's, those you asked about, and those "
                          "where it is in doubt:")
TRUCE__MSG(
    SHARES_DEALS,
    "In how many readings a state is a possible agreement (nobody loses, and nothing is better for all), better "
    "for all than no deal, and better for each party:")
TRUCE__MSG(SHARES_CHART, "The same as a chart; the line is what chance leaves open:")
TRUCE__MSG(SHARES_UNDER, "{1} under {2}")
TRUCE__MSG(MATTERS_TITLE, "Which doubt matters most")
TRUCE__MSG(
    MATTERS_MEANING,
    "A conclusion is in doubt where it holds in some readings and not in others. If you knew one input for certain, "
    "this share of that doubt would go, taken over all conclusions above. The first lines are where looking at the "
    "sources again pays most.")
TRUCE__MSG(MATTERS_NOTHING, "No declared doubt touches these conclusions: each is the same in all readings.")
TRUCE__MSG(MATTERS_STATEMENT, "whether {1} {1|cares|care} as much as you wrote about {2}")
TRUCE__MSG(MATTERS_WEIGHT, "how much {2} is worth to {1}")
TRUCE__MSG(MATTERS_PLACE, "where {1} {1|ranks|rank} {2}")
TRUCE__MSG(MATTERS_REST, "where {1} {1|ranks|rank} the rest")
TRUCE__MSG(MATTERS_OPTION, "whether {1} can change {2}")
TRUCE__MSG(MATTERS_RULE, "whether the rule {1} applies")
TRUCE__MSG(MATTERS_EACH, "For single conclusions")
TRUCE__MSG(MATTERS_EQUILIBRIUM, "{1} is an equilibrium under {2}")
TRUCE__MSG(MATTERS_OUTCOME, "{1} holds in some equilibrium under {2}")
TRUCE__MSG(MATTERS_HAS_NONE, "No state is an equilibrium under {1}")
TRUCE__MSG(MATTERS_BETTER, "{1} is better for all than no deal")
TRUCE__MSG(MATTERS_ZONE, "{1} is a possible agreement")
TRUCE__MSG(MATTERS_SHARE, ": in {1} of the readings.")
TRUCE__MSG(MATTERS_ONE, "To know {1} would remove {2} of the doubt. It holds in ")
TRUCE__MSG(MATTERS_HERE, "{1} of the readings where that is as written")
TRUCE__MSG(MATTERS_ABSENT, "{1} where it does not matter at all")
TRUCE__MSG(MATTERS_NOT_SO, "{1} where it is not so")
TRUCE__MSG(MATTERS_HIGHER, "{1} where it matters more")
TRUCE__MSG(MATTERS_LOWER, "{1} where it matters less")
TRUCE__MSG(MATTERS_OPPOSITE, "{1} where the opposite is wanted")
TRUCE__MSG(MATTERS_END, ".")

/* check */
TRUCE__MSG(CHECK_FILE, "{1}:")
TRUCE__MSG(CHECK_ERRORS, "{1} {1|error|errors}, {2} {2|warning|warnings}")
TRUCE__MSG(CHECK_WELL, "well formed, {1} {1|warning|warnings}")
TRUCE__MSG(CHECK_COMPLETIONS, "{1} completions: ")
TRUCE__MSG(CHECK_COUNTLESS_COMPLETIONS, "More completions than can be counted: ")
TRUCE__MSG(CHECK_COMPLETIONS_OF, "{1} of {2}")
TRUCE__MSG(CHECK_COUNTLESS_OF, "countless of {1}")
TRUCE__MSG(CHECK_COUNTS, "{1} {1|party|parties}, {2} {2|option|options}, {3} {3|outcome|outcomes}.")
TRUCE__MSG(CHECK_MARKS, "Marks of strength: ")
TRUCE__MSG(CHECK_MARKS_OF, "{1} {2}")
TRUCE__MSG(CHECK_SOURCES, "Sources")
TRUCE__MSG(CHECK_FIRST_PART, ": {1}")
TRUCE__MSG(CHECK_NEXT_PART, "; {1}")
TRUCE__MSG(CHECK_INPUTS, "Inputs")
TRUCE__MSG(CHECK_INPUT, "{1} {2}: {3}")
TRUCE__MSG(CHECK_REVERSION, "without an agreement: ")
TRUCE__MSG(CHECK_AGREEMENTS, "what counts as an agreement: ")
TRUCE__MSG(CHECK_BECAUSE, "because {1}")
TRUCE__MSG(CHECK_SOURCE, "source: {1}")
TRUCE__MSG(CHECK_QUOTE, "quote: “{1}”")
TRUCE__MSG(CHECK_STATEMENTS, "Statements in words")
TRUCE__MSG(CHECK_MOVES, "Moves in words")
TRUCE__MSG(CHECK_STATES, "States in words")
TRUCE__MSG(CHECK_STATES_NEAR, "States in words: today, and up to 64 states that are one move away")
TRUCE__MSG(CHECK_LEVELS, "{1} from {2} to {3}")
TRUCE__MSG(CHECK_MOVE, "{1} would {2}.")
TRUCE__MSG(CHECK_STATE, "state {1}: {2}")
TRUCE__MSG(EITHER, "either ")
TRUCE__MSG(EITHER_OR, "; or ")
TRUCE__MSG(EITHER_THEN, ", then ")
TRUCE__MSG(EITHER_NOTHING, "nothing in this place")
TRUCE__MSG(CHECK_MISSING, "Words that are missing")
TRUCE__MSG(CHECK_NOT_MISSING, "No words are missing.")
TRUCE__MSG(CHECK_MISSING_COUNT, "Names stand in for {1} {1|word|words} that may be added; --words lists {1|it|them}.")
TRUCE__MSG(CHECK_CONFIDENCE, "confidence {1}")
TRUCE__MSG(CHECK_ONLY_WANTS,
           "{1} {1|misreads|misread} only what others want. {1|Its|Their} own verdicts under {2} cannot differ for "
           "that; those under {3} can.")
TRUCE__MSG(CHECK_AND, "; ")
TRUCE__MSG(CHECK_CITED, "{1} of {2} inputs name a source.")

/* inputs: what stands in the model file, beside statements, names and values */
TRUCE__MSG(INPUT_NAMED, "{1}: ")
TRUCE__MSG(INPUT_UP, "; moves up only")
TRUCE__MSG(INPUT_DOWN, "; moves down only")
TRUCE__MSG(INPUT_FIXED, "; does not move")
TRUCE__MSG(INPUT_STEPPED, "; one level at a time")
TRUCE__MSG(INPUT_LEVEL, "{1} = {2}")
TRUCE__MSG(INPUT_EITHER, "either ")
TRUCE__MSG(INPUT_OR, "; or ")
TRUCE__MSG(INPUT_THEN, ", then ")
TRUCE__MSG(INPUT_MARKED, " (marked strong)")
TRUCE__MSG(INPUT_MARKED_WITH_DEGREE, " (marked strong, degree {1})")
TRUCE__MSG(INPUT_GAP, "strongly preferred to what follows")
TRUCE__MSG(INPUT_GAP_OF_DEGREE, "strongly preferred to what follows, degree {1}")
TRUCE__MSG(INPUT_REST, "rest")
TRUCE__MSG(INPUT_STATE, "state {1}")
TRUCE__MSG(INPUT_WEIGHT, ": {1}")
TRUCE__MSG(INPUT_THRESHOLD, "degree {1} from {2}")
TRUCE__MSG(INPUT_ALTERNATIVES, "{1} {1|alternative|alternatives}")
TRUCE__MSG(INPUT_UNANIMITY, "unanimity")
TRUCE__MSG(INPUT_MAJORITY, "majority")
TRUCE__MSG(INPUT_QUOTA, "quota {1}")
TRUCE__MSG(INPUT_WEIGHTED, "weighted, quota {1}")
TRUCE__MSG(INPUT_REVERSION, "; reversion {1}")
TRUCE__MSG(INPUT_AGREEMENTS, "; agreements {1}")
TRUCE__MSG(INPUT_BECOMES, "{1} becomes ")
TRUCE__MSG(INPUT_AFTER, " after {1}")
TRUCE__MSG(INPUT_AUDIENCE, "escalated: {1}; backs down: {2}")
TRUCE__MSG(INPUT_SET, "set {1}: {2}")
TRUCE__MSG(INPUT_REMOVE, "remove {1}")
TRUCE__MSG(INPUT_INSERT, "insert {1}: {2}")
TRUCE__MSG(INPUT_MOVE, "move {1} to {2}")
TRUCE__MSG(INPUT_EVERY, "every {1}")

/* replies, trials of their changes */
TRUCE__MSG(COMMENTS_NONE, "There are no replies.")
TRUCE__MSG(COMMENT_NEWS, "Reply {1} is {2}, about model {3}.")
TRUCE__MSG(COMMENT_HEAD, "{1}  {2}  {3}  model {4}  ")
TRUCE__MSG(COMMENT_ON_INPUT, "on {1}")
TRUCE__MSG(COMMENT_ON_VERDICT, "on the verdict {1}")
TRUCE__MSG(COMMENT_PROPOSES, "proposes {1}")
TRUCE__MSG(TRIAL_OF, "With the change that reply {1} proposes, ")
TRUCE__MSG(TRIAL_OF_CHANGE, "With the change, ")
TRUCE__MSG(TRIAL_CHANGES, "these conclusions change:")
TRUCE__MSG(TRIAL_NOTHING,
           "no conclusion changes: the status quo holds under the same concepts, the same outcomes hold somewhere, "
           "and the same are among the deals.")
TRUCE__MSG(TRIAL_STATUS_QUO, "The status quo")
TRUCE__MSG(TRIAL_HOLDS, ": holds now under {1}")
TRUCE__MSG(TRIAL_HELD, ": no longer holds under {1}")
TRUCE__MSG(TRIAL_IN_ZONE, "{1}: is among the deals now")
TRUCE__MSG(TRIAL_LEFT_ZONE, "{1}: is no longer among the deals")
TRUCE__MSG(TRIAL_KEPT, "The changed model is kept in the store as model {1}.")

/* heads of columns and of groups of columns, marks in cells, captions; a key as the literature abbreviates it */
TRUCE__MSG(CAPTION_AUDIENCE_STEPS, "Where backing down is an improvement, and how many ranks it would have to cost:")
TRUCE__MSG(CAPTION_BINS,
           "Calibration: of the questions whose forecast lies between these limits, how many were answered yes; "
           "the last two columns hold the true share in 95 of 100 such tables:")
TRUCE__MSG(CAPTION_LIKELY, "The most probable states:")
TRUCE__MSG(CAPTION_RATIFY_TABLE,
           "E equilibrium, ✓ would be ratified, ✗ would not: the actors who refuse, – not put to a vote, "
           "> status quo")
TRUCE__MSG(COLUMN_ACCEPTABLE, "Acceptable")
TRUCE__MSG(COLUMN_AFTER, "After")
TRUCE__MSG(COLUMN_AGREEABLE, "Agreeable")
TRUCE__MSG(COLUMN_BACKS_DOWN_TO, "Backs down to")
TRUCE__MSG(COLUMN_BECAUSE, "Because")
TRUCE__MSG(COLUMN_BECAUSE_OF, "Because of")
TRUCE__MSG(COLUMN_BEFORE, "Before")
TRUCE__MSG(COLUMN_CASE, "Case")
TRUCE__MSG(COLUMN_CHANGE, "Change")
TRUCE__MSG(COLUMN_COALITION, "Coalition")
TRUCE__MSG(COLUMN_CODE, "Code")
TRUCE__MSG(COLUMN_COLUMN, "Column")
TRUCE__MSG(COLUMN_CONCEPT, "Concept")
TRUCE__MSG(COLUMN_CONFIDENCE, "Confidence")
TRUCE__MSG(COLUMN_BETTER_FOR, "Better for")
TRUCE__MSG(COLUMN_BETTER_FOR_ALL, "Better for all")
TRUCE__MSG(COLUMN_POSSIBLE, "Possible")
TRUCE__MSG(COLUMN_REMOVES, "Removes")
TRUCE__MSG(COLUMN_OF_ALL_DOUBT, "of all the doubt")
TRUCE__MSG(COLUMN_SHARES_CHARTED, "In how many readings it holds; the line is what chance leaves open")
TRUCE__MSG(COLUMN_DOUBT_REMOVED, "How much of all the doubt one input removes if it is known")
TRUCE__MSG(COLUMN_HAS_A_PART, "Has a part in")
TRUCE__MSG(COLUMN_DATE, "Date")
TRUCE__MSG(COLUMN_DEMOTION, "Demotion")
TRUCE__MSG(COLUMN_EFFICIENT, "Efficient")
TRUCE__MSG(COLUMN_EQ, "Eq")
TRUCE__MSG(COLUMN_EQUILIBRIUM, "Equilibrium")
TRUCE__MSG(COLUMN_FILE, "File")
TRUCE__MSG(COLUMN_ANSWER, "Answer")
TRUCE__MSG(COLUMN_BRIER, "Brier")
TRUCE__MSG(COLUMN_DUE, "Due")
TRUCE__MSG(COLUMN_HIGHEST, "At most")
TRUCE__MSG(COLUMN_LOWEST, "At least")
TRUCE__MSG(COLUMN_MEAN, "Mean")
TRUCE__MSG(COLUMN_NO_CHANGE, "No change")
TRUCE__MSG(COLUMN_QUESTION, "Question")
TRUCE__MSG(COLUMN_QUESTIONS, "Questions")
TRUCE__MSG(COLUMN_SHARE_OF_YES, "Share of yes")
TRUCE__MSG(COLUMN_FORECAST, "Forecast")
TRUCE__MSG(COLUMN_FOR_THE_MOVER, "For the mover")
TRUCE__MSG(COLUMN_FROM, "From")
TRUCE__MSG(COLUMN_FROM_TODAY, "From today")
TRUCE__MSG(COLUMN_GAINS, "Gains")
TRUCE__MSG(COLUMN_HELD, "Held")
TRUCE__MSG(COLUMN_HINT, "Hint")
TRUCE__MSG(COLUMN_EDITS, "Edits")
TRUCE__MSG(COLUMN_HOLDS, "Holds")
TRUCE__MSG(COLUMN_WAYS, "Ways")
TRUCE__MSG(COLUMN_ID, "Id")
TRUCE__MSG(COLUMN_INPUT, "Input")
TRUCE__MSG(COLUMN_LAPSED, "Lapsed")
TRUCE__MSG(COLUMN_LASTS, "Lasts")
TRUCE__MSG(COLUMN_LINE, "Line")
TRUCE__MSG(COLUMN_MESSAGE, "Message")
TRUCE__MSG(COLUMN_MORE_SLIPS, "More slips")
TRUCE__MSG(COLUMN_MOVER, "Mover")
TRUCE__MSG(COLUMN_NAME, "Name")
TRUCE__MSG(COLUMN_IF_ONLY, "If")
TRUCE__MSG(COLUMN_STATES, "States")
TRUCE__MSG(COLUMN_STATES_ASKED, "States asked about")
TRUCE__MSG(COLUMN_OUTCOMES_ALTERED, "Outcomes")
TRUCE__MSG(COLUMN_EQUILIBRIA_ALTERED, "Equilibria")
TRUCE__MSG(COLUMN_EQUILIBRIA_GAINED_AND_LOST, "Equilibria gained and lost, counted for each concept")
TRUCE__MSG(COLUMN_NEEDS, "Needs")
TRUCE__MSG(COLUMN_NOTHING, "")
TRUCE__MSG(COLUMN_NOW, "Now")
TRUCE__MSG(COLUMN_NO_SLIPS, "No slips")
TRUCE__MSG(COLUMN_NO_VERDICT_DEPENDS_ON_IT, "No verdict depends on it")
TRUCE__MSG(COLUMN_NUMBER, "No.")
TRUCE__MSG(COLUMN_AS_SEEN, "As seen")
TRUCE__MSG(COLUMN_OPTIONS, "Options")
TRUCE__MSG(COLUMN_OUTCOMES, "Outcomes")
TRUCE__MSG(COLUMN_OUTLOOK_DAYS, "How often each outcome is there, in percent, by days from today")
TRUCE__MSG(COLUMN_OUTLOOK_ROUNDS, "How often each outcome is there, in percent, by rounds from today")
TRUCE__MSG(COLUMN_RANGE, "Range")
TRUCE__MSG(COLUMN_GROUP, "Group")
TRUCE__MSG(COLUMN_PATTERN, "Pattern")
TRUCE__MSG(COLUMN_MOVES, "Moves")
TRUCE__MSG(COLUMN_IMPROVEMENTS, "Improvements")
TRUCE__MSG(COLUMN_PARTIES, "Parties")
TRUCE__MSG(COLUMN_PARTY, "Party")
TRUCE__MSG(COLUMN_PATH, "Path")
TRUCE__MSG(COLUMN_PATHS, "Paths")
TRUCE__MSG(COLUMN_RANKS, "Ranks")
TRUCE__MSG(COLUMN_RATIFIED, "Ratified")
TRUCE__MSG(COLUMN_RATIFIED_AT_HOME_OF, "Ratified at home of")
TRUCE__MSG(COLUMN_SEVERITY, "Severity")
TRUCE__MSG(COLUMN_SOURCES, "Sources")
TRUCE__MSG(COLUMN_STABLE_FOR, "Stable for")
TRUCE__MSG(COLUMN_STATE, "State")
TRUCE__MSG(COLUMN_STATE_AFTER, "State after")
TRUCE__MSG(COLUMN_STATE_BEFORE, "State before")
TRUCE__MSG(COLUMN_STATUS_QUO, "Status quo")
TRUCE__MSG(COLUMN_STEP, "Step")
TRUCE__MSG(COLUMN_STEPS, "Steps")
TRUCE__MSG(COLUMN_TEACHES, "What it teaches")
TRUCE__MSG(COLUMN_TEMPTED, "Tempted")
TRUCE__MSG(COLUMN_TITLE, "Title")
TRUCE__MSG(COLUMN_TO, "To")
TRUCE__MSG(COLUMN_TURNS_INTO, "Turns into")
TRUCE__MSG(COLUMN_WHAT_IT_SAYS, "What it says")
TRUCE__MSG(COLUMN_MODEL, "Model")
TRUCE__MSG(COLUMN_ON_THE_INPUT, "On the input")
TRUCE__MSG(COLUMN_ON_THE_VERDICT, "On the verdict")
TRUCE__MSG(COLUMN_PROPOSES, "Proposes")
TRUCE__MSG(COLUMN_REPLY, "Reply")
TRUCE__MSG(COLUMN_OUTCOME, "Outcome")
TRUCE__MSG(COLUMN_WAS_AMONG_THE_DEALS, "Was among the deals")
TRUCE__MSG(COLUMN_IS_AMONG_THE_DEALS, "Is among the deals")
TRUCE__MSG(MARK_E, "E")
TRUCE__MSG(MARK_STABLE, "✓")
TRUCE__MSG(MARK_MAYBE, "?")
TRUCE__MSG(COLUMN_WORDS, "What differs from today (code)")
TRUCE__MSG(COLUMN_ALL_WORDS, "Levels (code)")
TRUCE__MSG(CAPTION_SOLVE_WORDS, "E equilibrium, * an equilibrium of some concept, > status quo")
TRUCE__MSG(CAPTION_SOLVE, "✓ stable, E equilibrium, * an equilibrium of some concept, > status quo")
TRUCE__MSG(CAPTION_GROUPS, "Groups of states, and how many of each are equilibria; > has the status quo:")
TRUCE__MSG(CAPTION_GROUP_MOVES, "Moves from one group to another, and how many of them are improvements:")
TRUCE__MSG(CAPTION_COALITIONS, "Which coalition would leave which state, and by which path:")
TRUCE__MSG(CAPTION_JUMPS, "Jumps from one equilibrium to another, by the smallest coalitions that can make them:")
TRUCE__MSG(CAPTION_PATHS_STEPS,
           "✓ under the number of steps after which a state is first reached; > where the paths begin")
TRUCE__MSG(CAPTION_PATHS_OUTCOMES, "Steps to the nearest state of each outcome; blank: none can be reached")
TRUCE__MSG(CAPTION_PATHS_NUMBER,
           "The number of steps after which a state is first reached; > where the paths begin")

/* what a legend is about */
TRUCE__MSG(MANY_PARTIES, "Parties")
TRUCE__MSG(MANY_OPTIONS, "Options")
TRUCE__MSG(MANY_OUTCOMES, "Outcomes")
TRUCE__MSG(MANY_CONCEPTS, "Concepts")
TRUCE__MSG(MANY_LEVELS, "Levels")
TRUCE__MSG(MANY_HOMES, "Homes")
TRUCE__MSG(MANY_ACTORS, "Actors")
TRUCE__MSG(MANY_KINDS_OF_PATHS, "Kinds of paths")
TRUCE__MSG(MANY_STEPS, "Steps")
TRUCE__MSG(MANY_MOVERS, "Movers")
TRUCE__MSG(LEGEND, "{1}:")
TRUCE__MSG(LEGEND_FIRST, " {1} = {2}")
TRUCE__MSG(LEGEND_NEXT, "; {1} = {2}")
TRUCE__MSG(PATHS_KIND_MOVES, "Any moves")
TRUCE__MSG(PATHS_KIND_IMPROVEMENTS, "Improvements")
TRUCE__MSG(PATHS_KIND_UNSANCTIONED, "Unsanctioned")

/* the table in option form, and the tableau */
TRUCE__MSG(ROW_OUTCOME, "Outcome: {1}")
TRUCE__MSG(ROW_PAYOFF, "Payoff for: {1}")
TRUCE__MSG(ROW_EQUILIBRIUM, "Equilibrium: {1}")
TRUCE__MSG(ROW_ORDERED, "Ordered")
TRUCE__MSG(ROW_DECIMAL, "Decimal")
TRUCE__MSG(MARK_NO, "N")
TRUCE__MSG(MARK_YES, "Y")
TRUCE__MSG(LEVELS_NEXT, ", {1} = {2}")
TRUCE__MSG(TABLEAU_OVERALL, "Overall")
TRUCE__MSG(TABLEAU_IMPROVEMENTS, "Improvements")
TRUCE__MSG(TABLEAU_KEY,
           "r no improvement, s every improvement is sanctioned, u unstable; E equilibrium, x none; states from best "
           "to worst, [tied]")

/* what the rules of bargaining rest on, and why one chooses nothing */
TRUCE__MSG(FOOTING_ORDINAL, "needs only each party's order of the states")
TRUCE__MSG(FOOTING_RANKS_COMPARED, "compares ranks between parties")
TRUCE__MSG(FOOTING_UTILITIES, "rests on the utilities declared")
TRUCE__MSG(FOOTING_UTILITIES_COMPARED, "rests on the utilities declared and compares them between parties")
TRUCE__MSG(NONE_CONDORCET, "no deal is preferred to every other one by more parties than would rather have the other")
TRUCE__MSG(NONE_IMPASSE, "no state is acceptable to all: an impasse")
TRUCE__MSG(NONE_FAIR, "by the utilities declared, every deal leaves some party below its no deal")
TRUCE__MSG(NONE_FOR_TWO, "it is for two parties")

/* why a concept cannot be had: a clause without a stop */
TRUCE__MSG(LACK_COUNTLESS_COMPLETIONS, "the model has more completions than can be counted; leave alternatives out")
TRUCE__MSG(LACK_COMPLETIONS, "the model has {1} completions to solve; allow so many with --completions")

/* kinds of inputs */
TRUCE__MSG(KIND_PARTY, "party")
TRUCE__MSG(KIND_OPTION, "option")
TRUCE__MSG(KIND_RULE, "rule")
TRUCE__MSG(KIND_COALESCE, "taken together")
TRUCE__MSG(KIND_TODAY, "position today")
TRUCE__MSG(KIND_OUTCOME, "outcome")
TRUCE__MSG(KIND_PREFERENCE, "preference")
TRUCE__MSG(KIND_NO_DEAL, "fallback without an agreement")
TRUCE__MSG(KIND_PAIN, "pain")
TRUCE__MSG(KIND_UTILITY, "utility")
TRUCE__MSG(KIND_RATIFY, "ratification at home")
TRUCE__MSG(KIND_ACTOR, "voice at home")
TRUCE__MSG(KIND_ACTOR_PREFERENCE, "preference at home")
TRUCE__MSG(KIND_EXPIRY, "what is temporary")
TRUCE__MSG(KIND_AUDIENCE, "audience at home")
TRUCE__MSG(KIND_EVENT, "event")
TRUCE__MSG(KIND_BEHAVIOUR, "behaviour of")
TRUCE__MSG(KIND_VIEW, "view of")
TRUCE__MSG(KIND_TEMPO, "tempo of")
TRUCE__MSG(KIND_LEVER, "lever")
TRUCE__MSG(KIND_OTHER, "input")

/* how somebody fares by a step; the status quo; a level that differs among the members of a state */
TRUCE__MSG(GAIN_WORSE, "worse")
TRUCE__MSG(GAIN_SAME, "same")
TRUCE__MSG(GAIN_BETTER, "better")
TRUCE__MSG(MARK_STATUS_QUO, "SQ")
TRUCE__MSG(LEVEL_OPEN, "open")
TRUCE__MSG(LACK_BEHAVIOUR,
           "the model does not say by which concept each party judges; add 'behaviour' to it, or name a profile such "
           "as NORTH=seq,rest=nash")

/* unlock: what would have to change */
TRUCE__MSG(UNLOCK_NOTHING, "")
TRUCE__MSG(UNLOCK_ASK, "What would have to change so that “{1}” holds under {2}{3}{4}?")
TRUCE__MSG(UNLOCK_ASK_IMPROVEMENTS, " and can be reached from the status quo by improvements")
TRUCE__MSG(UNLOCK_ASK_UNSANCTIONED, " and can be reached from the status quo by improvements that nothing sanctions")
TRUCE__MSG(UNLOCK_ASK_LASTS, ", and lasts")
TRUCE__MSG(UNLOCK_NO_TARGET, "No changes do it: the target is true in no state.")
TRUCE__MSG(UNLOCK_NO_DEPARTURE,
           "No changes of this kind do it: whatever the parties' statements become by them, none speaks for any move "
           "from the status quo, state {1}.")
TRUCE__MSG(UNLOCK_NO_WAY, "No changes of this kind do it: the moves that they can make improvements do not lead from "
                          "the status quo, state {1}, to the target.")
TRUCE__MSG(UNLOCK_NEVER_STABLE,
           "No changes of this kind do it: {1} {1|leaves|leave} each state of the target, "
           "whatever they are.")
TRUCE__MSG(UNLOCK_NEVER_LASTS,
           "No changes of this kind do it: {1} {1|ranks|rank} what each state of the target "
           "turns into below no deal, whatever they are.")
TRUCE__MSG(UNLOCK_NO_LEVERS, " No levers help.")
TRUCE__MSG(UNLOCK_ALL_TRIED, "No changes of this kind do it: every order that they can make was tried or excluded.")
TRUCE__MSG(UNLOCK_DEARER,
           "Nothing that costs less than {1} does it. Nothing dearer was looked for: --max-cost {1} goes further.")
TRUCE__MSG(UNLOCK_SPENT,
           "Nothing that costs less than {1} does it. There the effort of {2} was spent: --effort {3} goes further.")
TRUCE__MSG(UNLOCK_FREE, "Nothing has to change: {1} {1|state of the target is|states of the target are} so already.")
TRUCE__MSG(UNLOCK_COST, "It costs {1}. There {2|is|are} {2} {2|answer|answers}, and nothing cheaper.")
TRUCE__MSG(UNLOCK_COST_OR_MORE, 
           "It costs {1}. There are {2} answers or more, and nothing cheaper. There the effort of {3} was spent: "
           "--effort {4} counts further.")
TRUCE__MSG(UNLOCK_TRIED, "Tried: ")
TRUCE__MSG(UNLOCK_NOT_TRIED, " Not tried: ")
TRUCE__MSG(UNLOCK_TRIED_SWAP, "two neighbouring wishes change places (swap)")
TRUCE__MSG(UNLOCK_TRIED_DROP, "a wish is given up (drop)")
TRUCE__MSG(UNLOCK_TRIED_INSERT, "one more wish comes last (insert)")
TRUCE__MSG(UNLOCK_TRIED_FLIP, "a wish becomes its opposite (flip)")
TRUCE__MSG(UNLOCK_LEVERS, "the model's levers")
TRUCE__MSG(UNLOCK_SOME_LEVERS, "some of the model's levers")
TRUCE__MSG(UNLOCK_KEPT, "changes of what --keep names")
TRUCE__MSG(UNLOCK_PROOF, "How we know:")
TRUCE__MSG(UNLOCK_PROOF_COST,
           "cost {1}: {2} {2|way|ways} to spend it; {3} tried one by one, {4} excluded by what "
           "each party alone would have to spend")
TRUCE__MSG(UNLOCK_PROOF_COST_OF_WAY,
           "cost {1}: {2} {2|way|ways} to spend it; {3} tried one by one, {4} excluded: some party alone would have "
           "to spend more on its part, or no way leads there")
TRUCE__MSG(UNLOCK_GROUP, "{1} would have to see something differently ({2}):")
TRUCE__MSG(UNLOCK_GROUP_LEVERS, "Nobody would have to see anything differently ({1}):")
TRUCE__MSG(UNLOCK_NUMBER, "{1}.")
TRUCE__MSG(UNLOCK_LEVER, "{1} (a lever, cost {2}).")
TRUCE__MSG(UNLOCK_LEVER_OF, "{1} (a lever of {2}, cost {3}).")
TRUCE__MSG(RETHINK_FLIP, "{1} {1|comes|come} to want the opposite, that {2}.")
TRUCE__MSG(RETHINK_DROP, "{1} {1|does|do} not care about {2}.")
TRUCE__MSG(RETHINK_UP, "{1} {1|puts|put} {2} above {3}.")
TRUCE__MSG(RETHINK_DOWN, "{1} {1|puts|put} {2} below {3}.")
TRUCE__MSG(RETHINK_ABOVE, "{1} also {1|wants|want} {2}, above {3}.")
TRUCE__MSG(RETHINK_LAST, "{1} also {1|wants|want} {2}, as {1|its|their} least concern.")
TRUCE__MSG(RETHINK_PLACES, "{1} {1|ranks|rank} states otherwise; --format json has the changes.")
TRUCE__MSG(UNLOCK_THEN, "Then state {1} holds")
TRUCE__MSG(UNLOCK_HOLDS, "State {1} holds")
TRUCE__MSG(UNLOCK_FIRST_STEP, "; the way there: {1} to {2}")
TRUCE__MSG(UNLOCK_NEXT_STEP, ", {1} to {2}")
TRUCE__MSG(UNLOCK_STOP, ".")
TRUCE__MSG(UNLOCK_GAINED, " Then in some equilibrium, and in none today: {1}")
TRUCE__MSG(UNLOCK_LOST, " Then in no equilibrium any more: {1}")
TRUCE__MSG(UNLOCK_AND_OUTCOME, ", {1}")
TRUCE__MSG(UNLOCK_EQUILIBRIA,
           " {1} {1|state is an equilibrium|states are equilibria} then, {2} in the model as it is written.")
TRUCE__MSG(UNLOCK_VERIFIED,
           "Verified: the model with the changes of {1|the answer|each of {1} answers} was read and "
           "solved again, and every verdict and every way checked from the definitions.")
TRUCE__MSG(UNLOCK_VERIFIED_FREE,
           "Verified: the model was read and solved again, and every verdict and every way checked from the "
           "definitions.")
TRUCE__MSG(INVERSE_ASK, "What makes state {1} stable under {2}?")
TRUCE__MSG(INVERSE_FREE, "{1}: stable, whatever {1|it prefers|they prefer}.")
TRUCE__MSG(INVERSE_ONE, "{1}: stable if and only if {1|it ranks|they rank} state {2} at least as high as")
TRUCE__MSG(INVERSE_ANY,
           "{1}: stable if and only if {1|it ranks|they rank} state {2} at least as high as one "
           "of these:")
TRUCE__MSG(INVERSE_OUTCOME, "every state of {1}")
TRUCE__MSG(INVERSE_STATE, "{1}")
TRUCE__MSG(INVERSE_NEXT_STATE, ", {1}")
TRUCE__MSG(INVERSE_LAST_STATE, " and {1}")
TRUCE__MSG(INVERSE_MORE, "or {1} other {1|set|sets} of states: --format json has them")
TRUCE__MSG(INVERSE_MORE_OR, "or {1} other sets of states or more: --format json has the first")
TRUCE__MSG(INVERSE_RANKINGS, "Of {1} strict rankings of the states {2} do.")
TRUCE__MSG(INVERSE_SHARE, "A share of {1} of all strict rankings of the states does.")
TRUCE__MSG(INVERSE_ORDERS, " Of {1} orders of the party's own statements {2} do.")
TRUCE__MSG(INVERSE_SEQ, "Replies count where they improve for whoever makes them, by the preferences of the model.")
