/** Steps for the features the report is tested with. */
@NullMarked
package dev.gatehouse.report.glue;

import org.jspecify.annotations.NullMarked;
