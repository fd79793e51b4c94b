/** What a feature is made of and what it is built on. */
@NullMarked
package stoa.feature;

import org.jspecify.annotations.NullMarked;
