/** Closes a test run with one plain line that a person or a CI can read. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const skipped = results.numPendingTests + results.numTodoTests;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.on('exit', () =>
      console.log(
        `${String(results.numPassedTests)} passed, ${String(failed)} failed, ${String(skipped)} skipped`,
      ),
    );
  }
}
