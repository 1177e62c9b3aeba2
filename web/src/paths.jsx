// SPDX-License-Identifier: Apache-2.0
// How the conflict can go: the targets' shortest paths as evolution tables, then every state that can be reached.
import { Evolution } from './evolution.jsx';
import { Name, count } from './parts.jsx';
import { label } from './situations.js';
import { bench } from './workbench.js';

const MOST = 12;
const MOST_STATES = 200;

const times = (n) => (typeof n === 'number' ? count(n, 'shortest path') : `${n} shortest paths`);

export function Paths({ view, result }) {
    const targets = result.targets ?? [];
    const layers = new Map();
    for (const { state, steps } of result.reach) layers.set(steps, [...(layers.get(steps) ?? []), state]);
    return (
        <>
            {targets.slice(0, MOST).map((target) => (
                <section key={target.state}>
                    <h3>To state <Name>{label(view, target.state)}</Name></h3>
                    <p>{count(target.steps, 'step')}; {times(target.shortest_paths)}{target.shortest_paths > 1 && ', one of which is shown'}.</p>
                    <Evolution view={view} from={result.from} path={target.path} caption={`From ${result.from} to ${target.state}`} />
                </section>
            ))}
            {targets.length > MOST && <p>{targets.length - MOST} more of the states asked for can be reached.</p>}
            {result.unreachable?.length > 0 && <p><b>Out of reach</b>, whatever the order of moves: {result.unreachable.slice(0, 40).map((state) => label(view, state)).join('; ')}{result.unreachable.length > 40 && ' and others'}.</p>}
            <h3>What can be reached from state <Name>{label(view, result.from)}</Name></h3>
            {!layers.size && <p>Nothing: nobody moves.</p>}
            {layers.size > 0 && (
                <div class="scroll" role="region" aria-label="Reach" tabIndex={0}>
                    <table class="plain">
                        <thead><tr><th scope="col">Steps</th><th scope="col">States</th></tr></thead>
                        <tbody>
                            {[...layers].sort((a, b) => a[0] - b[0]).map(([steps, states]) => (
                                <tr key={steps}>
                                    <th scope="row">{steps}</th>
                                    <td>{states.slice(0, MOST_STATES).map((state) => <button key={state} type="button" class="link state" aria-label={`State ${label(view, state)}`} onClick={() => bench.dialog({ kind: 'state', state })}>{state}</button>)}{states.length > MOST_STATES && ` and ${states.length - MOST_STATES} more`}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </>
    );
}
