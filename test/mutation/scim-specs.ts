// Specs of filters and PATCH in one module: a mutation run loads what they share once, not once for each of them.
import '../../libs/scim/src/filter/evaluate.spec.js';
import '../../libs/scim/src/filter/parse.spec.js';
import '../../libs/scim/src/patch/apply.spec.js';
import '../../libs/scim/src/patch/member-change.spec.js';
import '../../libs/scim/src/patch/members.spec.js';
import '../../libs/scim/src/patch/operation.spec.js';
import '../../libs/scim/src/patch/request.spec.js';
import '../../libs/scim/src/quirks.spec.js';
import '../../libs/scim/src/transcripts.spec.js';
