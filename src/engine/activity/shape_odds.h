/*
 * How probable a rise is over all staircases, and over all lines, that a runner
 * may have meant. The best staircase alone says little, since of thousands one
 * always fits; what staircases that are meant look like says much.
 *
 * Errors follow each other (an autoregression of order 1). Heights are normal
 * about what is usual, so that they integrate out; edges and knots are summed
 * over. Kass and Raftery 1995, J Am Stat Assoc 90:773-795.
 */
#ifndef ENGINE_ACTIVITY_SHAPE_ODDS_H
#define ENGINE_ACTIVITY_SHAPE_ODDS_H

#include <stdbool.h>
#include <stddef.h>

#define ODDS_MOST_MEANS 160
#define ODDS_MOST_LEVELS 6
#define ODDS_SHORTEST_LEVEL_S 150.0

/* Log speed over even stretches, and what follows from how long errors last. */
struct odds_series {
    size_t count;
    double y[ODDS_MOST_MEANS];
    double time_s[ODDS_MOST_MEANS + 1]; /* each begins at, and the end */
    double memory;                      /* of an error, from one to the next */
    double white[ODDS_MOST_MEANS];      /* y without it */
    double product[ODDS_MOST_MEANS];    /* of that with a step at each place */
    double square;                      /* and with itself */
    double precision;                   /* 1 over the variance of new errors */
};

/* A staircase: where its levels begin, the first at 0, and the end. */
struct odds_stairs {
    size_t count;
    size_t edge[ODDS_MOST_LEVELS + 1];
    double log_evidence; /* of all staircases about it */
};

/* A level, then rising to the end, perhaps after a jump from a warm-up. */
struct odds_line {
    size_t knot;
    double bend; /* how much of it rises with the square of the time */
    double rise;
    double jump;
    double squares; /* left of it */
    double log_evidence;
};

/* Lets errors last from one stretch to the next by `memory`. */
void odds_whiten(struct odds_series *series, double memory);

/* Moves the edges of a staircase of two levels or more to where they are best
 * and fills its evidence. */
void odds_climb(struct odds_series *series, struct odds_stairs *stairs);

/* The log evidence of all lines; the best of them is left in `best`. */
double odds_of_lines(struct odds_series *series, struct odds_line *best);

/* Log of the sum of two, given their logs. */
double odds_add(double one, double other);

#endif
