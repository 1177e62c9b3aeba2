/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the rules of bargaining: TRUCE__MSG(key, English). questions/deal/bargain.c takes the English from
 * here; the catalogue finds the message by it. Included several times, so without a guard. */
TRUCE__MSG(RULE_FALLBACK_NAME, "Fallback bargaining")
TRUCE__MSG(RULE_FALLBACK_DEFINITION,
           "Everybody goes down its order of the deals, step by step together, until some deal is among what all "
           "have come to.")
TRUCE__MSG(RULE_STRIKES_NAME, "Alternating strikes")
TRUCE__MSG(RULE_STRIKES_DEFINITION,
           "The parties strike one deal each in turn, in the order of the file, looking ahead to the end; what is "
           "left depends on who begins and on how many deals there are.")
TRUCE__MSG(RULE_CONDORCET_NAME, "Condorcet winner")
TRUCE__MSG(RULE_CONDORCET_DEFINITION,
           "The deal that beats each other one: more parties prefer it than prefer the other.")
TRUCE__MSG(RULE_MAXIMIN_NAME, "Maximin rank")
TRUCE__MSG(RULE_MAXIMIN_DEFINITION, "The deals whose lowest rank among the parties is highest.")
TRUCE__MSG(RULE_NASH_NAME, "Nash bargaining solution")
TRUCE__MSG(RULE_NASH_DEFINITION, "The deals with the largest product of the parties' gains in utility.")
TRUCE__MSG(RULE_KALAI_SMORODINSKY_NAME, "Kalai-Smorodinsky solution")
TRUCE__MSG(RULE_KALAI_SMORODINSKY_DEFINITION,
           "The deals where the least of the parties' shares is largest: gain in utility over the most that the "
           "party could gain.")
TRUCE__MSG(RULE_EGALITARIAN_NAME, "Egalitarian solution")
TRUCE__MSG(RULE_EGALITARIAN_DEFINITION, "The deals where the least gain in utility is largest.")
TRUCE__MSG(RULE_ZEUTHEN_NAME, "Zeuthen's concessions")
TRUCE__MSG(RULE_ZEUTHEN_DEFINITION,
           "Two parties begin with the deals they like most; the one that loses less, measured by what it has, "
           "gives way, until they meet.")
