// SPDX-License-Identifier: Apache-2.0
// Share: the brief for readers, their replies, and this model beside others.
import { Compare } from '../compare.jsx';
import { Parts } from '../parts.jsx';
import { Replies } from '../replies.jsx';

export const SHARE = ['brief', 'compare'];

export function Share({ state, go, part }) {
    const { open, doc, session, view, text, models, shown } = state;
    return (
        <Parts place="share" part={part} parts={SHARE}>
            {{
                brief: () => (
                    <Replies open={open} doc={doc} concepts={session.concepts}
                             onCompare={(id) => go('share', 'compare', { against: String(id) })} />
                ),
                compare: () => view && (
                    <Compare key={open.id} shown={shown} view={view} text={text} open={open} models={models}
                             session={session} />
                ),
            }}
        </Parts>
    );
}
