/** What search engines are told: where they may go, and what there is to read. */
@NullMarked
package stoa.crawler;

import org.jspecify.annotations.NullMarked;
