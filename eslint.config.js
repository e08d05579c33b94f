import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/**', '**/node_modules/**', '.data/**'] },
  {
    files: ['apps/**/*.ts', 'apps/**/*.tsx', 'libs/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // @EventPattern does not compile without its type argument (TS1241).
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      // Nest takes its options as literals of what it declares as a class.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Nest wires by empty, decorated classes.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      'max-lines': ['error', { max: 250 }],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
    },
  },
  {
    // Specs hold long tables; what a command prints is its output.
    files: ['test/**/*.ts', '**/*.spec.ts'],
    rules: { 'max-lines': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
