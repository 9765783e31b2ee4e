/* Makers of devices and apps by number: FIT profile 21.217, manufacturer. */
#include "codec/fit/part.h"

static const struct {
    int64_t number;
    const char *name;
} manufacturers[] = {
    {1, "garmin"},        {13, "dynastream_oem"}, {15, "dynastream"},
    {23, "suunto"},       {32, "wahoo_fitness"},  {70, "sigmasport"},
    {71, "tomtom"},       {89, "tacx"},           {95, "stryd"},
    {107, "magene"},      {115, "igpsport"},      {123, "polar_electro"},
    {255, "development"}, {258, "lezyne"},        {260, "zwift"},
    {265, "strava"},      {267, "bryton"},        {282, "the_sufferfest"},
    {289, "hammerhead"},  {294, "coros"},         {310, "decathlon"},
    {326, "nike"},        {339, "zepp"},          {348, "huawei"},
};

const char *fit_manufacturer_name(int64_t number)
{
    for (size_t i = 0; i < sizeof manufacturers / sizeof manufacturers[0];
         i++) {
        if (manufacturers[i].number == number) {
            return manufacturers[i].name;
        }
    }
    return NULL;
}
