// SPDX-License-Identifier: Apache-2.0
// Share: the brief for readers, their replies, this model beside its variants, and everything as files.
import '../style/share.css';
import { Parts } from '../parts.jsx';
import { Brief } from './brief.jsx';
import { Reading } from './changes.jsx';
import { Compare } from './compare.jsx';
import { Out } from './out.jsx';
import { SHARE } from './parts.js';
import { Replies } from './replies.jsx';

export function Share({ state, go, part }) {
    const { open, doc, session, view, text, models, shown } = state;
    return (
        <Reading>
            <Parts place="share" part={part} parts={SHARE}>
                {{
                    brief: () => <Brief state={state} />,
                    replies: () => (
                        <Replies open={open} doc={doc} concepts={session.concepts} />
                    ),
                    compare: () => view && (
                        <Compare key={open.id} shown={shown} view={view} text={text} open={open} models={models}
                                 session={session} />
                    ),
                    export: () => <Out state={state} />,
                }}
            </Parts>
        </Reading>
    );
}
