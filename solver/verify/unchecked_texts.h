/* What the verifier says that nobody has looked at, in Norwegian. U(name, id, text) */
#ifndef VAKT_VERIFY_UNCHECKED_TEXTS_H
#define VAKT_VERIFY_UNCHECKED_TEXTS_H

#define VAKT_UNCHECKED_TEXTS(U)                                                                    \
    U(SFS_NORM, "sfs_norm", "bindende normtall i SFS 2305 er ikke kontrollert")                    \
    U(CONTINUOUS_PRESENCE, "continuous_presence",                                                  \
      "ingen lokal grense for sammenhengende tid til stede er satt")                               \
    U(ONSITE_BACKUP, "onsite_backup",                                                              \
      "kommunens vurdering av om bakvakten skal kunne komme til stedet mangler")                   \
    U(KF4_DAYS, "kf4_days",                                                                        \
      "kompetanseforskriften § 4 sier ikke hvor mange dager i arbeid en måned er; grensen i "      \
      "dager er en antakelse som kommunen må vurdere")                                             \
    U(GRANDFATHERED, "grandfathered_2017",                                                         \
      "overgangsregelen i kompetanseforskriften § 5 er brukt som grunnkompetanse; kommunen må "    \
      "vurdere den enkelte legen")

#define VAKT_UNCHECKED_TURNED_OFF "regelen er slått av av problemet"

/* Rows of VAKT_AML_UNCHECKED: section and what it is about. */
#define VAKT_UNCHECKED_AML(section, about)                                                         \
    "arbeidsmiljøloven " section ", " about ", er ikke kontrollert"

#endif
