// SPDX-License-Identifier: Apache-2.0
// A path of moves as the literature draws it: columns are the states passed, rows the options, an arrow on the row
// whose option changes and the mover above it. A step that lapses has no mover.
import { Name } from './parts.jsx';
import { say } from './say.js';
import { levelText } from './situations.js';
import { bench } from './workbench.js';

export function Evolution({ view, from, path, caption }) {
    const states = [from, ...path.map((step) => step.to)];
    const rows = states.map((state) => view.byState.get(state));
    const nameOf = (id) => view.parties.find((party) => party.id === id)?.name ?? id;
    const isKnown = rows.every(Boolean);
    const heads = [say(from === view.today ? 'ways.today' : 'ways.start'),
        ...path.map(({ party, lapses }) => (lapses ? say('ways.lapses') : nameOf(party)))];
    return (
        <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
            <table class="grid evolution stacks">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{view.isPlain ? '' : say('ways.option')}</th>
                        <th scope="col">{heads[0]}</th>
                        {path.map((step, i) => [
                            <td key={`by${i}`} aria-hidden="true" />,
                            <th key={i} scope="col">
                                <Name>{heads[i + 1]}</Name>
                                {step.improvement === false && !step.lapses && (
                                    <span class="hint">
                                        {' '}
                                        ({say(step.for_mover === 'worse' ? 'ways.sacrifice' : 'ways.no-improvement')})
                                    </span>
                                )}
                            </th>,
                        ])}
                    </tr>
                </thead>
                <tbody>
                    {isKnown &&
                        view.options.map((option, o) => (
                            <tr key={option.id}>
                                <th scope="row">
                                    <Name>{option.name}</Name>
                                </th>
                                {rows.map((row, i) => {
                                    const isChanged = i > 0 && row.levels[o] !== rows[i - 1].levels[o];
                                    return [
                                        i > 0 && (
                                            <td
                                                key={`to${i}`}
                                                class={`arrow ${path[i - 1].improvement === false ? 'other' : ''}`}
                                            >
                                                {isChanged && (
                                                    <>
                                                        <span aria-hidden="true">
                                                            {path[i - 1].improvement === false ? '⇢' : '➨'}
                                                        </span>
                                                        <span class="sr">{say('ways.changes-to')}</span>
                                                    </>
                                                )}
                                            </td>
                                        ),
                                        <td key={i} class={isChanged ? 'changed' : i ? 'kept' : ''}
                                            data-head={heads[i]}>
                                            <bdi>{levelText(option, row.levels[o])}</bdi>
                                        </td>,
                                    ];
                                })}
                            </tr>
                        ))}
                    <tr>
                        <th scope="row">{say('ways.head.situation')}</th>
                        {states.map((state, i) => [
                            i > 0 && <td key={`to${i}`} />,
                            <td key={i}>
                                <button
                                    type="button"
                                    class="link"
                                    onClick={() => bench.dialog({ kind: 'state', state })}
                                >
                                    {state}
                                </button>
                            </td>,
                        ])}
                    </tr>
                    <tr>
                        <th scope="row">{say('ways.outcomes')}</th>
                        {rows.map((row, i) => [
                            i > 0 && <td key={`to${i}`} />,
                            <td key={i} class="names">
                                <Name>{row?.names.join(', ') ?? ''}</Name>
                            </td>,
                        ])}
                    </tr>
                </tbody>
            </table>
        </div>
    );
}
