@NullMarked
package dev.gatehouse.entity;

import org.jspecify.annotations.NullMarked;
