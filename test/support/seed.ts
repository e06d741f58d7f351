/** Made-up inputs are the same in every run, so that what fails once fails again; `FC_SEED=` a number tries others. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261121) });
