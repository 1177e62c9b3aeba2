/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words of results: TRUCE__MSG(key, English). catalogue.h says what patterns are; these are plain text. Included
 * several times, so without a guard.
 */
TRUCE__MSG(NUMBER_WORDS, "no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve")
TRUCE__MSG(LIST_NEXT, ", ")
TRUCE__MSG(LIST_AND, " and ")
TRUCE__MSG(LIST_OR, " or ")
TRUCE__MSG(AND_MORE, " and {1} more")
TRUCE__MSG(PLAIN, "{1}")
TRUCE__MSG(YES, "Yes")
TRUCE__MSG(NO, "No")

/* above and below */
TRUCE__MSG(HEAD_STATES, "{1} {1|state|states}")
TRUCE__MSG(HEAD_COMBINATIONS, " of {1} {1|combination|combinations}")
TRUCE__MSG(HEAD_STATUS_QUO, "; status quo: {1}")
TRUCE__MSG(HEAD_END, ".")
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

/* ripe */
TRUCE__MSG(RIPE_ASK, "Is state {1} ripe for talks between {2}?")
TRUCE__MSG(RIPE_HURTS, "1. Does it hurt? {1}.")
TRUCE__MSG(RIPE_SILENT, "{1}: the model does not say where it hurts.")
TRUCE__MSG(RIPE_HURT, "{1}: hurt, \"{2}\" is true here{3}.")
TRUCE__MSG(RIPE_UNHURT, "{1}: not hurt, \"{2}\" is not true here{3}.")
TRUCE__MSG(RIPE_STALEMATE, "2. Is it a stalemate? {1}.")
TRUCE__MSG(RIPE_UNDER_SOME, "Under some concepts")
TRUCE__MSG(RIPE_STABLE, "{1}: yes, it is stable for each of them.")
TRUCE__MSG(RIPE_UNSTABLE, "{1}: no, it is not stable for each of them.")
TRUCE__MSG(RIPE_EXIT_SETS, "{1} can set {2} and reach state {3}; nothing sanctions that.")
TRUCE__MSG(RIPE_EXIT_MOVES, "{1} can move to state {2}; nothing sanctions that.")
TRUCE__MSG(RIPE_EXIT_SETS_OTHER, "{1} can set {2} and reach state {3}; it is not asked, so this does not count.")
TRUCE__MSG(RIPE_EXIT_MOVES_OTHER, "{1} can move to state {2}; it is not asked, so this does not count.")
TRUCE__MSG(RIPE_WAY, "{1}. State {2}: ")
TRUCE__MSG(STEP_SETS, "{1} sets {2}")
TRUCE__MSG(STEP_MOVES, "{1} moves to state {2}")
TRUCE__MSG(STEP_WORSE, " (worse for it than just before)")
TRUCE__MSG(STEP_SAME, " (no better for it than just before)")
TRUCE__MSG(STEP_THEN, ", then ")
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
TRUCE__MSG(RIPE_NO_STALEMATE, " it is no stalemate{1}")
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
TRUCE__MSG(RATIFY_WIN_SET, " ({1}). It would ratify {2} of the {3} states, {4} of them with the party's own consent.")
TRUCE__MSG(RATIFY_ACTOR, "{1}: {2}")
TRUCE__MSG(RATIFY_WEIGHS, ", weight {1}")
TRUCE__MSG(RATIFY_COMPARES, ", compares with state {1}, likes {2} {2|state|states} at least as well.")
TRUCE__MSG(RATIFY_MEET, "All homes would ratify {1} {1|state|states}. ")
TRUCE__MSG(RATIFY_NONE, "No state would be ratified: no agreement is possible.")
TRUCE__MSG(RATIFY_BELOW, "Of the states that would be ratified each leaves some party below its no deal.")
TRUCE__MSG(RATIFY_AGREEABLE, "{1} of the states that would be ratified {1|leaves|leave} no party below its no deal.")
TRUCE__MSG(RATIFY_INVOLUNTARY, "Involuntary defection: equilibria that would not be ratified")
TRUCE__MSG(RATIFY_OF, "{1} of {2}")
TRUCE__MSG(RATIFY_STATES, ": {1}")
TRUCE__MSG(RATIFY_NOBODY, "nobody's consent would be enough")
TRUCE__MSG(RATIFY_OR, ", or ")
TRUCE__MSG(RATIFY_OR_OTHERS, ", or other sets of as many")
TRUCE__MSG(RATIFY_LACKING,
           "Whose consent is missing (the least sets of actors, at each home, in how many of these states)")
TRUCE__MSG(RATIFY_TIMES, "{1} ({2})")
TRUCE__MSG(RATIFY_OTHERS, "and other sets in {1} more cases")
TRUCE__MSG(
    RATIFY_END,
    "An actor ratifies what it likes at least as well as what it compares with; of several such states the one it "
    "likes least counts.")

/* states and solve */
TRUCE__MSG(NO_MATCH, "No state matches.")
TRUCE__MSG(NO_EQUILIBRIUM, "No state is an equilibrium.")
TRUCE__MSG(MOVES, "Moves (* an improvement for its mover)")
TRUCE__MSG(MOVES_FROM, "From {1}")
TRUCE__MSG(MOVES_OF, "{1}: ")
TRUCE__MSG(MOVES_BETTER, "{1}*")
TRUCE__MSG(MOVES_NONE, "nobody can move")
TRUCE__MSG(EQUILIBRIA, "Equilibria (stable for every party)")
TRUCE__MSG(EQUILIBRIA_NONE, "{1}")
TRUCE__MSG(EQUILIBRIA_LIST, "{1}: {2}")
TRUCE__MSG(SOLVE_VERIFIED, "Verified: {1} {1|verdict|verdicts}, all those of the rows shown, each by a witness "
                           "checked from the definitions.")
TRUCE__MSG(SOLVE_VERIFIED_NONE, "Verified: 0 verdicts, because no row is shown.")

/* explain */
TRUCE__MSG(EXPLAIN_VERIFIED, "Verified: {1} {1|verdict|verdicts}, each by a witness checked from the definitions.")

/* concepts */
TRUCE__MSG(CONCEPT_NAME, "{1}: {2}")
TRUCE__MSG(CONCEPT_IS_DEFAULT, " *")
TRUCE__MSG(CONCEPT_DEFINITION, "{1}")
TRUCE__MSG(CONCEPT_SOURCE, "Source: {1}.")
TRUCE__MSG(CONCEPT_EVIDENCE, "Evidence: {1}.")
TRUCE__MSG(CONCEPT_NEEDS, "Needs: {1}.")
TRUCE__MSG(CONCEPT_DEFAULTS, "* solved when no concept is asked for.")

/* audience */
TRUCE__MSG(AUDIENCE_HAS, "{1}: has escalated where \"{2}\", has backed down where \"{3}\".")
TRUCE__MSG(AUDIENCE_LINE, "It has escalated and not backed down in {1} of {2} states. ")
TRUCE__MSG(AUDIENCE_FREE, "From none of them is backing down an improvement: its hands are tied without any cost.")
TRUCE__MSG(AUDIENCE_TIED, "From {1} of them backing down is an improvement. With a demotion by {2} {2|rank|ranks} of "
                          "its {3} it is one from nowhere: its hands are tied.")
TRUCE__MSG(AUDIENCE_QUO_ELSEWHERE, "The status quo is not one of them.")
TRUCE__MSG(AUDIENCE_QUO_FREE, "From the status quo backing down is no improvement as it is")
TRUCE__MSG(AUDIENCE_QUO_NEEDS,
           "From the status quo backing down stops being an improvement with a demotion by {1} {1|rank|ranks}")
TRUCE__MSG(AUDIENCE_QUO_LOCKS, ", and no other improvement is open to it there: it is locked in.")
TRUCE__MSG(AUDIENCE_QUO_OPEN, "; other improvements remain open to it there.")
TRUCE__MSG(AUDIENCE_STEPS, "     ...  {1} steps more, in --format json")
TRUCE__MSG(AUDIENCE_END, "Demotion: a state in which the party has backed down counts as so many ranks lower for it. "
                         "Tempted: escalated states from which backing down is then an improvement. Acceptable: "
                         "states that the party ranks at least at its no deal; agreeable: those that all other "
                         "parties do too.")

/* diff and timeline */
TRUCE__MSG(MOMENT_STATUS_QUO, "Status quo: {1}")
TRUCE__MSG(MOMENT_STABLE, "; {1}: stable for {2}")
TRUCE__MSG(MOMENT_STABLE_FOR_NOBODY, "; {1}: stable for nobody")
TRUCE__MSG(MOMENT_EQUILIBRIA, "Equilibria: {1} {2}")
TRUCE__MSG(MOMENT_NEXT_EQUILIBRIA, "; {1} {2}")
TRUCE__MSG(MOMENT_SAME_EQUILIBRIA, "Equilibria: as many as before, by outcome too.")
TRUCE__MSG(MOMENT_OUTCOME, " ({1} {2}")
TRUCE__MSG(MOMENT_NEXT_OUTCOME, ", {1} {2}")
TRUCE__MSG(MOMENT_OUTCOMES_END, ")")
TRUCE__MSG(FLIP_NEXT_CONCEPT, ", {1}")
TRUCE__MSG(FLIP_CONCEPTS_END, ": ")
TRUCE__MSG(FLIP_STATUS_QUO, "the status quo, {1},")
TRUCE__MSG(FLIP_IS_EQUILIBRIUM, " is now an equilibrium")
TRUCE__MSG(FLIP_IS_STABLE, " is now stable for {1}")
TRUCE__MSG(FLIP_NO_EQUILIBRIUM, " is no longer an equilibrium")
TRUCE__MSG(FLIP_NOT_STABLE, " is no longer stable for {1}")
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
TRUCE__MSG(DIFF_ADDED, "{1}. {2} is new: {3}")
TRUCE__MSG(DIFF_REMOVED, "{1}. {2} is gone: {3}")
TRUCE__MSG(DIFF_MOVED, "{1}. {2} has moved, from {3}: {4}")
TRUCE__MSG(DIFF_IDLE, " (no verdict depends on it)")
TRUCE__MSG(DIFF_CAUSE, "change {1}")
TRUCE__MSG(DIFF_FLIPS, "{1} {1|verdict|verdicts} flipped")
TRUCE__MSG(DIFF_NEW_STATES, "; {1} {1|state is|states are} new")
TRUCE__MSG(DIFF_LOST_STATES, "; {1} {1|state is|states are} gone")
TRUCE__MSG(TIMELINE_NO_EVENTS, "The model lists no events.")
TRUCE__MSG(TIMELINE_BEGIN, "Before the first event")
TRUCE__MSG(TIMELINE_BEGIN_DATE, "Before the first event, {1}")
TRUCE__MSG(TIMELINE_EVENT, "{1}: {2}")
TRUCE__MSG(TIMELINE_NEXT_EVENT, "; {1}")
TRUCE__MSG(TIMELINE_EVENT_ID, " ({1})")
