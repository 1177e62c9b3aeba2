// SPDX-License-Identifier: Apache-2.0
// The schema of models, which the engine gives once.
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api.js';

let asked = null; // for once
let known = null;
export const askSchema = () =>
    (asked ??= call('GET', 'schema').then((schema) => (known = schema), () => (asked = null)));

/** The schema of models; null until it is there. */
export function useSchema() {
    const [, redraw] = useState(known);
    useEffect(() => void (known || askSchema().then(redraw)), []);
    return known;
}
