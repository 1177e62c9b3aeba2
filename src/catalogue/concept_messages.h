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
TRUCE__MSG(CONCEPT_MIXED_NAME, "Mixed behaviour")
TRUCE__MSG(CONCEPT_MIXED_DEFINITION,
           "Each party judges by a concept of its own, which the model names under 'behaviour'; an equilibrium is "
           "stable for each party by that party's concept.")
TRUCE__MSG(EVIDENCE_ABSTRACT, "abstract of its source read, text not seen")
TRUCE__MSG(NEEDS_BEHAVIOUR, "'behaviour' in the model, or a profile with --concepts")
TRUCE__MSG(EVIDENCE_DESCRIPTION, "formula not seen in its source, only its description")
