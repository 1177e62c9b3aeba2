/* SPDX-License-Identifier: Apache-2.0 */
/* For libfyaml, which includes it and takes nothing from it. */
