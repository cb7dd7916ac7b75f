import fc from 'fast-check';

const { FAST_CHECK_SEED: seed = '20261129' } = process.env;

// The same values in every run of a commit, so that what is green stays so and what is red can be repeated.
// FAST_CHECK_SEED=random looks elsewhere; what fails there says its seed.
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });

export { fc };
