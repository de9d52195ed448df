package dev.gatehouse.suite;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectDirectories;
import org.junit.platform.suite.api.Suite;

/** All features: {@code mvn verify -Dit.test=AllSuite}. */
@Suite
@IncludeEngines("cucumber")
@SelectDirectories("features")
@ExcludeTags("rotate-password")
@ConfigurationParameter(key = "cucumber.glue", value = "dev.gatehouse.step")
@ConfigurationParameter(key = "cucumber.publish.quiet", value = "true")
final class AllSuite {}
