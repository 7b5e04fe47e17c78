/**
 * The failures of a run that are not this party's own mistake.
 *
 * <p>A wrong program is a diagnostic, a wrong input or file an input failure, a broken machine or network an
 * {@link java.io.IOException}; what is left, a peer that does not keep to the protocol, is
 * {@link dev.sflmpc.runtime.failure.ProtocolException}. The four never mix. This package depends on nothing.
 */
@NullMarked
package dev.sflmpc.runtime.failure;

import org.jspecify.annotations.NullMarked;
