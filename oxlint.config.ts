// A module and not JSON, because the import rules of bot/src are put together per file: see scripts/lint/.
import { defineConfig } from 'oxlint'
import { botImportBans } from './scripts/lint/bot-imports.ts'
import { type Ban, overridesOf, patternOf } from './scripts/lint/import-bans.ts'

const root = import.meta.dirname

const namesThatSayNothing: Ban = {
  files: ['**'],
  imports:
    /^\.(.*\/)?(([\w-]+-)?(utils?|helpers?|misc|service|manager|types|constants)|common|shared|services|managers|index)(\.ts$|\/)/,
  message: 'This name says nothing: name the duty.',
}

const sandboxBans: Ban[] = [
  {
    files: ['**'],
    imports: ['**/bot/**', 'telegraf', 'telegraf/**'],
    message: 'The sandbox stands in for Telegram: it knows nothing of the bot, nor of its libraries.',
  },
]

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'node', 'promise'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  rules: {
    // promises
    'typescript/no-misused-promises': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/prefer-promise-reject-errors': 'error',
    'typescript/return-await': ['error', 'in-try-catch'],
    // types
    'typescript/switch-exhaustiveness-check': ['error', { requireDefaultForNonUnion: true }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    'typescript/no-namespace': 'error',
    'typescript/no-deprecated': 'error',
    // modules
    'no-restricted-imports': ['error', { patterns: [patternOf(namesThatSayNothing)] }],
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-mutable-exports': 'error',
    'oxc/no-barrel-file': ['error', { threshold: 0 }],
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/prefer-node-protocol': 'error',
    'max-lines': ['error', { max: 200 }],
    // language
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'no-param-reassign': 'error',
    'no-self-compare': 'error',
    'no-warning-comments': 'error',
    'unicorn/no-abusive-eslint-disable': 'error',
    // noise here: matters of taste, or wrong about closures and about words as lists of characters
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    'import/no-named-as-default-member': 'off',
    'oxc/no-async-endpoint-handlers': 'off',
    'promise/always-return': 'off',
    'typescript/consistent-return': 'off',
    'typescript/no-base-to-string': 'off',
    'typescript/no-misused-spread': 'off',
    'typescript/no-unsafe-enum-comparison': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/unbound-method': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/no-useless-spread': 'off',
    'unicorn/prefer-add-event-listener': 'off',
  },
  overrides: [
    {
      files: ['bot/src/**', 'sandbox/src/**'],
      excludeFiles: ['*/src/main.ts'],
      rules: {
        'no-restricted-properties': [
          'error',
          ...['env', 'exit', 'exitCode', 'abort', 'kill', 'on', 'once'].map((property) => ({
            object: 'process',
            property,
            message: 'Only main.ts reads the environment, hears signals and ends the process.',
          })),
        ],
      },
    },
    {
      files: ['bot/src/**'],
      rules: {
        'no-console': 'error',
        // who knows a type of somebody knows him
        'import/no-cycle': ['error', { ignoreTypes: false }],
        'import/no-namespace': ['error', { ignore: ['@sentry/node'] }],
        'typescript/no-unsafe-argument': 'error',
        'typescript/no-unsafe-assignment': 'error',
        'typescript/no-unsafe-call': 'error',
        'typescript/no-unsafe-member-access': 'error',
      },
    },
    {
      files: ['**/*.test.ts'],
      rules: {
        // node:test's test() returns a promise that nobody need wait for
        'typescript/no-floating-promises': 'off',
        'typescript/no-non-null-assertion': 'off',
      },
    },
    { files: ['oxlint.config.ts'], rules: { 'import/no-default-export': 'off' } },
    ...overridesOf(root, 'bot/src', [...botImportBans(root), namesThatSayNothing]),
    ...overridesOf(root, 'sandbox/src', [...sandboxBans, namesThatSayNothing]),
  ],
})
