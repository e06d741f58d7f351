/** `npm run migrate`: brings DATABASE_URL to the newest migration. */
import { connect } from '../store/connect.ts';
import { migrate } from '../store/migrate.ts';

const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) {
  console.error('DATABASE_URL is not set.');
  process.exit(2);
}
const { db, pool } = connect({ connectionString: databaseUrl, max: 1, limits: 'none' });
const applied = await migrate(db);
console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'Nothing to do.');
await pool.end();
