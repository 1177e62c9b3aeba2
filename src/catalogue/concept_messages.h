/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the table of concepts: TRUCE__MSG(key, English). concepts/concepts.c takes the English from here; the
 * catalogue finds the message by it. Included several times, so without a guard. */
TRUCE__MSG(CONCEPT_NASH_NAME, "Nash stability (rationality)")
TRUCE__MSG(CONCEPT_NASH_DEFINITION, "The party has no improvement: no move of its own leads to a state it prefers.")
TRUCE__MSG(EVIDENCE_STANDARD, "standard definition; agrees with published results (Elmira 1991 and others)")
TRUCE__MSG(NEEDS_NOTHING, "any model")
TRUCE__MSG(CONCEPT_GMR_NAME, "General metarationality")
TRUCE__MSG(CONCEPT_GMR_DEFINITION,
           "Every improvement can be answered by a sequence of the others' moves that leaves the party no better "
           "off than at the start.")
TRUCE__MSG(EVIDENCE_LATER,
           "definition read in later literature; agrees with published results (Elmira 1991 and others)")
TRUCE__MSG(CONCEPT_SMR_NAME, "Symmetric metarationality")
TRUCE__MSG(CONCEPT_SMR_DEFINITION,
           "Every improvement can be answered as in GMR, and no counter-move of the party escapes from that answer.")
TRUCE__MSG(CONCEPT_SEQ_NAME, "Sequential stability")
TRUCE__MSG(CONCEPT_SEQ_DEFINITION,
           "Every improvement can be answered by a sequence of the others' own improvements that leaves the party "
           "no better off than at the start.")
TRUCE__MSG(EVIDENCE_PROGRAMS,
           "definition read in other programs only; agrees with published results (Elmira 1991 and others)")
TRUCE__MSG(CONCEPT_SSEQ_NAME, "Symmetric sequential stability")
TRUCE__MSG(CONCEPT_SSEQ_DEFINITION,
           "Every improvement can be answered as in SEQ, and no counter-move of the party escapes from that answer.")
TRUCE__MSG(CONCEPT_MR_NAME, "Metarational tree of H half-rounds (Maximin_H is the same)")
TRUCE__MSG(CONCEPT_MR_DEFINITION,
           "The party, the others, the party again, and so on, H half-rounds in all: whatever improvement the party "
           "begins with, the others can hold it to what it has at the start. MR1 is Nash, MR2 GMR, MR3 SMR; "
           "mr-odd and mr-even are the trees without end.")
TRUCE__MSG(CONCEPT_MR_ODD_NAME, "Metarational tree without end; the party has the last move")
TRUCE__MSG(CONCEPT_MR_ODD_DEFINITION, "Stable under MR_H for some odd H, and so for every larger odd one.")
TRUCE__MSG(CONCEPT_MR_EVEN_NAME, "Metarational tree without end; the others have the last reply")
TRUCE__MSG(CONCEPT_MR_EVEN_DEFINITION, "Stable under MR_H for every even H.")
TRUCE__MSG(CONCEPT_CMR_NAME, "Credible metarational tree of H half-rounds")
TRUCE__MSG(CONCEPT_CMR_DEFINITION,
           "As MR_H, with sequences of the others' own improvements for replies. CMR1 is Nash, CMR2 SEQ, CMR3 SSEQ.")
TRUCE__MSG(EVIDENCE_RECONSTRUCTED,
           "abstract read, text not seen: the recursion is reconstructed; the first three depths are concepts known "
           "otherwise")
TRUCE__MSG(CONCEPT_L_NAME, "Limited-move stability with H moves")
TRUCE__MSG(CONCEPT_L_DEFINITION,
           "With H moves to come, by the party and the other in turn, each moves to where it likes best what follows "
           "or stays where it would not gain by that; and the party stays. L1 is Nash.")
TRUCE__MSG(CONCEPT_NM_NAME, "Non-myopic stability")
TRUCE__MSG(CONCEPT_NM_DEFINITION, "Stable under L_H for every H from some number on.")
TRUCE__MSG(EVIDENCE_LIMITED,
           "text not seen: the recursion is reconstructed; it agrees with published theorems and with Nash for H = 1")
TRUCE__MSG(CONCEPT_SIM_NAME, "Simultaneous sanctioning (of historical interest)")
TRUCE__MSG(CONCEPT_SIM_DEFINITION,
           "Every improvement can be met: while the party takes it the others take improvements of their own at the "
           "same time, so that the party is no better off than at the start.")
TRUCE__MSG(EVIDENCE_SIM,
           "text not seen: the formula is that of another program, put right; agrees with a published example")
TRUCE__MSG(NEEDS_OPTIONS, "options, no coalesced states, and moves that set the mover's own options")
TRUCE__MSG(LACKS_OPTIONS, "what several parties set at once needs options, and this model lists its states")
TRUCE__MSG(LACKS_SINGLE_STATES, "what several parties set at once is no state of its own where states are coalesced")
TRUCE__MSG(LACKS_OWN_MOVES, "what several parties set at once needs moves that set the mover's own options only")
TRUCE__MSG(LIMIT_COMBINATIONS,
           "more than {1} combinations of simultaneous moves would be tried; ask for seq, or with fewer options")
TRUCE__MSG(NEEDS_TWO_MOVERS, "at most two parties that can move")
TRUCE__MSG(LACKS_TWO_MOVERS, "it is defined where at most two parties can move, and here {1} can")
TRUCE__MSG(LACKS_ONE_PROCESS, "it is not computed by several processes together")
TRUCE__MSG(LIMIT_PAIRS,
           "ties leave more than {1} different outcomes to anticipate at one state; fewer moves ahead, or fewer "
           "ties, leave fewer")
TRUCE__MSG(LIMIT_LAYERS, "its layers do not repeat within {1}; l1 to l99 look a fixed number of moves ahead")
TRUCE__MSG(CONCEPT_MIXED_NAME, "Mixed behaviour")
TRUCE__MSG(CONCEPT_MIXED_DEFINITION,
           "Each party judges by a concept of its own, which the model names under 'behaviour'; an equilibrium is "
           "stable for each party by that party's concept.")
TRUCE__MSG(EVIDENCE_ABSTRACT, "abstract of its source read, text not seen")
TRUCE__MSG(NEEDS_BEHAVIOUR, "'behaviour' in the model, or a profile with --concepts")
TRUCE__MSG(EVIDENCE_DESCRIPTION, "formula not seen in its source, only its description")
TRUCE__MSG(CONCEPT_GMR_STRONG_NAME, "Strong general metarationality")
TRUCE__MSG(CONCEPT_GMR_STRONG_DEFINITION,
           "Every improvement can be answered by a sequence of the others' moves that ends in a strong loss: the "
           "party prefers the start strongly, or by degree D at least under gmr-strongD (D from 2 to 99).")
TRUCE__MSG(CONCEPT_SMR_STRONG_NAME, "Strong symmetric metarationality")
TRUCE__MSG(CONCEPT_SMR_STRONG_DEFINITION,
           "Every improvement can be answered as in GMR-strong, and every counter-move of the party from there is "
           "such a loss too; of degree D under smr-strongD.")
TRUCE__MSG(CONCEPT_SEQ_STRONG_NAME, "Strong sequential stability")
TRUCE__MSG(CONCEPT_SEQ_STRONG_DEFINITION,
           "Every improvement can be answered by a sequence of the others' own improvements that ends in a strong "
           "loss: the party prefers the start strongly, or by degree D at least under seq-strongD (D from 2 to 99).")
TRUCE__MSG(CONCEPT_SSEQ_STRONG_NAME, "Strong symmetric sequential stability")
TRUCE__MSG(CONCEPT_SSEQ_STRONG_DEFINITION,
           "Every improvement can be answered as in SEQ-strong, and every counter-move of the party from there is "
           "such a loss too; of degree D under sseq-strongD.")
TRUCE__MSG(EVIDENCE_FORMULAS,
           "text not seen: formulas read in another program, degrees above 2 in an abstract; no published figures to "
           "compare")
TRUCE__MSG(NEEDS_MARKS, "preferences marked strong; without any it is the same as Nash")
TRUCE__MSG(LIKE_NASH, "no preference is marked strong, so it is the same as Nash")
