/**
 * Entities: the businesses we act for, each described by one YAML file under {@code
 * portals/entities/}. Uses {@code yaml}, {@code rule} and {@code problem}.
 */
@NullMarked
package dev.gatehouse.entity;

import org.jspecify.annotations.NullMarked;
