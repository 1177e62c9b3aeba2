/* SPDX-License-Identifier: Apache-2.0 */
/* The cases, each once: CASE(folder of cases/ as an identifier, its name, its group). The texts are the model.yaml of
 * these folders, which embed.cmake writes as arrays when the library is built; what a case teaches is a message. */
#ifndef TRUCE_CASES_INTERNAL_H
#define TRUCE_CASES_INTERNAL_H

#include <truce/cases.h>

#define TRUCE__CASES(CASE)                                       \
    CASE(doha_2025, "doha-2025", "conflict")                     \
    CASE(elmira_1991, "elmira-1991", "conflict")                 \
    CASE(syria_iraq_1975, "syria-iraq-1975", "conflict")         \
    CASE(garrison, "garrison", "conflict")                       \
    CASE(cuba_1962, "cuba-1962", "conflict")                     \
    CASE(cuba_1962_chicken, "cuba-1962-chicken", "conflict")     \
    CASE(cuba_1962_matrix, "cuba-1962-matrix", "conflict")       \
    CASE(nk_us_2017_original, "nk-us-2017-original", "conflict") \
    CASE(nk_us_2017_invasion, "nk-us-2017-invasion", "conflict") \
    CASE(dvd_1995, "dvd-1995", "conflict")                       \
    CASE(prisoners_dilemma, "prisoners-dilemma", "symmetric")    \
    CASE(chicken, "chicken", "symmetric")                        \
    CASE(stag_hunt, "stag-hunt", "symmetric")                    \
    CASE(hero, "hero", "symmetric")                              \
    CASE(leader, "leader", "symmetric")                          \
    CASE(deadlock, "deadlock", "symmetric")                      \
    CASE(compromise, "compromise", "symmetric")                  \
    CASE(assurance, "assurance", "symmetric")                    \
    CASE(coordination, "coordination", "symmetric")              \
    CASE(peace, "peace", "symmetric")                            \
    CASE(harmony, "harmony", "symmetric")                        \
    CASE(concord, "concord", "symmetric")                        \
    CASE(battle_of_the_sexes, "battle-of-the-sexes", "game")     \
    CASE(chain_store, "chain-store", "game")                     \
    CASE(commons, "commons", "game")                             \
    CASE(matching_pennies, "matching-pennies", "game")           \
    CASE(rock_paper_scissors, "rock-paper-scissors", "game")     \
    CASE(seltens_horse, "seltens-horse", "game")                 \
    CASE(three_players, "three-players", "game")                 \
    CASE(volunteers_dilemma, "volunteers-dilemma", "game")

#define CASE(id, name, group) extern const unsigned char truce__case_##id[];
TRUCE__CASES(CASE)
#undef CASE

/* The groups in their order; NULL behind the last. */
extern const char *const truce__case_groups[];

#endif
