/* SPDX-License-Identifier: Apache-2.0 */
/* Lists that every part of the result of `paths` walks. */
#include "questions/paths/paths_items.h"

bool truce__next_target(const truce__at *list, truce__at *item) {
    if (++item->index >= truce_paths_target_count(truce__paths_asked(list))) return false;
    const truce_path *target = truce_paths_target(truce__paths_asked(list), item->index);
    item->self = target;
    item->state = target->state;
    return true;
}

size_t truce__obstacles_told(const truce_paths_show *show) {
    size_t count = truce_paths_unreachable_count(show->paths[0]);
    return show->most_paths && count > TRUCE__OBSTACLES_TOLD ? TRUCE__OBSTACLES_TOLD : count;
}

const truce_set *truce__paths_in_question(const truce_paths *paths) {
    return paths->asked ? paths->asked : paths->reach;
}

bool truce__next_step_of_path(const truce__at *list, truce__at *item) {
    const truce_path *target = list->self;
    if (++item->index >= target->steps) return false;
    item->state = target->path[item->index].to;
    return true;
}

bool truce__next_obstacle(const truce__at *list, truce__at *item) {
    if (++item->index >= truce_paths_unreachable_count(truce__paths_asked(list))) return false;
    item->self = truce_paths_unreachable(truce__paths_asked(list), item->index);
    item->state = truce_paths_unreachable(truce__paths_asked(list), item->index)->state;
    return true;
}

const char *truce__level_there(const truce__at *at) {
    uint8_t level = truce__row_levels(at)[OBSTACLE->option];
    return level == TRUCE_LEVEL_MIXED ? NULL : at->model->options[OBSTACLE->option].levels[level];
}
