package dev.gatehouse.suite;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectDirectories;
import org.junit.platform.suite.api.Suite;

/** Every portal's health check: {@code mvn verify -Dit.test=HealthSuiteIT}. */
@Suite
@IncludeEngines("cucumber")
@SelectDirectories("features")
@IncludeTags("health")
@ExcludeTags("rotate-password")
@ConfigurationParameter(key = "cucumber.glue", value = "dev.gatehouse.step")
@ConfigurationParameter(key = "cucumber.publish.quiet", value = "true")
final class HealthSuiteIT {}
