/** Who people are: accounts, sessions, profiles, settings. */
@NullMarked
package stoa.account;

import org.jspecify.annotations.NullMarked;
