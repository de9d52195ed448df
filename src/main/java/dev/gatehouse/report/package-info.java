/**
 * What a reviewer reads: {@link dev.gatehouse.report.Recording} takes down what Cucumber runs as
 * Allure results, {@link dev.gatehouse.report.ReportWriter} makes one HTML file of them, {@link
 * dev.gatehouse.report.JUnitXml} the form a CI server reads. May use {@code outcome}, Cucumber's
 * events and Allure, and nothing else of ours.
 */
@NullMarked
package dev.gatehouse.report;

import org.jspecify.annotations.NullMarked;
