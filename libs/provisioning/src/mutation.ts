// Every spec of this library in one module: a mutation run loads what they share once, not once for each of them.
import './identity.spec.js';
import './link.spec.js';
import './mapping/account.spec.js';
import './mapping/department-name.spec.js';
import './mapping/phone.spec.js';
import './plan/account.spec.js';
import './plan/department-path.spec.js';
import './plan/department.spec.js';
import './plan/failure.spec.js';
import './plan/leaver.spec.js';
import './plan/scoped-department.spec.js';
import './plan/titles.spec.js';
import './scope.spec.js';
import './settings.spec.js';
import './times.spec.js';
import './tree/asked.spec.js';
import './tree/path.spec.js';
