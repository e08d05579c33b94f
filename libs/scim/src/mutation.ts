// Specs of filters and PATCH in one module: a mutation run loads what they share once, not once for each of them.
import './filter/comparison.spec.js';
import './filter/evaluate.spec.js';
import './filter/operators.spec.js';
import './filter/parse.spec.js';
import './patch/apply.spec.js';
import './patch/member-change.spec.js';
import './patch/member-filter.spec.js';
import './patch/members.spec.js';
import './patch/operation.spec.js';
import './patch/request.spec.js';
import './quirks.spec.js';
import './transcripts.spec.js';
