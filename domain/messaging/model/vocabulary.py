"""Words that a short business message is made of, in French and English, as word beginnings.

A sentence that cites nothing may use these and the words of the facts and of the offer. One that is
mostly made of others speaks of something else: a recipe, an insult, an order from a profile.
"""

from domain.messaging.model.words import fold

_FRENCH = """
    abord accord activ aid ajout ajourd aller ami an apport appel apprec approch apres assez attend attent
    aucun aujourd aussi autant autre avant avec avis avoir ayant bas beaucoup besoin bien bienvenu bonjour
    bonsoir bon bref calendrier car cas celle celui certain chaque chez choisi choix chos clair client collegue
    combien comme commen compr compt concern concret confi connai conse consid contact context contin convers
    cordial cote court cout creneau dans date debut decid decision decouvr deja demain demand demo depuis
    derni detail deux devant developp different dire direct dispon dis dit doit donn dont dossier droit duree
    echang ecout ecri ecrit effet efficac egal element elle encor endroit enfin engag ensembl ensuit entend
    entre entrepris envi envis envoi epoqu equip essent est etes etre etud eventuel evident exempl exist
    experienc expliq fac faço facil fair fait faut fonction format fort franc gagn gard general gens gest guid
    habitud heur hier idee import impress inform initi insist intenti interes interlocuteur invit jamais jour
    journe juge juste laiss leur libr lien ligne lire long lors lundi mail main maintenant mais maniere mardi
    matin meilleur meme merci mercredi message mesur metier mettre mieux minut moins mois moment monde montr
    mot moyen necessair nombre normal nos notre nous nouveau nouvel objectif objet obten occasion occup ordre
    organis outil ouvert parl part partag partir partenair parti particul pass pens perdre permet personn peu
    peut plaisir plan plus plusieurs point port pos possib pour pourquoi pouv pratiq precis prefer premi prend
    prepar present presque pret preuve prior pris probabl problem process prochain profil projet promess propos
    puis qualite quand quel quelq question quoi raison rappel rapid rapport rapproch realis recent recevoir
    reche reference reflech regard rejoin relanc remerc rencontr rendez rendre repond repons reprend reserv
    respect responsab rest resul retenu retour reunion reuss revenir rien role saisi sans satisf savoir secteur
    sembl semain sens sera sereine seriez serait service seul simpl situation societ soir soit solution sont
    souci souhait soul souven suffi suit suivant suivi sujet sur sympath tant tard tel temps tenir terrain tient
    tot toujour tous tout travail travers tres trouv tutoi type utile utilis vendred vers veut verifi vie visio
    visit vite voici voila voir vos votre voul vous vrai vue
"""
_ENGLISH = """
    able about access account across address agenda agree ahead almost along already also always answer any
    anyone anything appreciate approach area around ask available back because been before behind best better
    between brief bring busy calendar call came can care case chance change chat check choose clear client close
    cold colleague come comment company concrete connect consider contact context conversation correct cost could
    couple cover current customer daily date day deal decide decision detail different difficult direct discuss
    does doing done during each early ease easy either element else email enough even ever every exact example
    exchange experience explain explore fact fair feel few find first fit focus follow forward free fresh from
    full fully further gain general get gist give glad goal going good great group guess half happy have hear
    hello help here hesitate hope hour how idea important inbox indeed industry inform insist instead interest
    introduc invite join just keep kind know last later lead learn least leave less let letter like line link
    listen little local long look made mail main make manage many match matter may maybe mean meant meet message
    might mind minute moment month more morning most much must name need never next nice normal note nothing
    notice now number offer often once one only open option order other our outcome over own part people perhaps
    person pick picture plan please point position possible practical prefer present price priorit prior problem
    process profile project promise proof propose prove purpose question quick quiet quite rather read ready
    really reason recent regard reply request respect result right role same save say schedule second see seem
    send sense sentence serve service several share short should show side simple since single situation slot
    small some something soon sorry speak spare specific start step still stop subject such suggest suit sure
    take talk team tell than thank that their them then there these they thing think this those though thought
    time today together told topic touch toward true trust try understand until use useful usual value verif very
    visit walk want was way week well were what when where whether which while who whole why will wish with
    without wonder word work worth would write written year yes yet you your
"""
_BEGINNINGS = tuple(sorted({fold(one) for one in (_FRENCH + _ENGLISH).split()}))
_LEAST_LETTERS = 4


def foreign_words(text: str, known: str) -> tuple[int, int]:
    """How many of the content words of the text are neither known nor ordinary, and of how many."""
    content = [one for one in fold(text).split() if len(one) >= _LEAST_LETTERS]
    told = set(fold(known).split())
    strange = [one for one in content if one not in told and not one.startswith(_BEGINNINGS)]
    return len(strange), len(content)
