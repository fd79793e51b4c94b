/** The database: pool, transactions, migrations, the embedded PostgreSQL. */
@NullMarked
package stoa.base.db;

import org.jspecify.annotations.NullMarked;
