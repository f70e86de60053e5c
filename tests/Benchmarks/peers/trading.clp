; The pack of programs/trading.rules for CLIPS 6.30. Derived facts hold while their premises do ("logical"), as in Datalog.
(deftemplate quote (slot sym) (slot venue) (slot bid) (slot ask))
(deftemplate turnover (slot sym) (slot vol) (slot volume))
(deftemplate signal (slot sym) (slot strategy) (slot side) (slot score))
(deftemplate trend (slot sym) (slot minutes) (slot side))
(deftemplate position (slot sym) (slot lots))
(deftemplate together (slot a) (slot b) (slot percent))
(deftemplate plan (slot sym) (slot stop) (slot target))

(deftemplate gap (slot s) (slot buy) (slot sell))
(deftemplate tight (slot s) (slot v))
(deftemplate wild (slot s))
(deftemplate torn (slot s) (slot a) (slot b))
(deftemplate agreed (slot s) (slot d))
(deftemplate strong (slot s) (slot a))
(deftemplate crowded (slot s) (slot p))
(deftemplate worth (slot s) (slot v))
(deftemplate buy (slot s) (slot v))

(defrule gap
  (logical (quote (sym ?s) (venue ?buy) (ask ?ask))
           (quote (sym ?s) (venue ?sell&~?buy) (bid ?bid&:(> (* (- ?bid ?ask) 10000) (* 3 ?ask)))))
  => (assert (gap (s ?s) (buy ?buy) (sell ?sell))))
(defrule tight
  (logical (quote (sym ?s) (venue ?v) (bid ?bid) (ask ?ask&:(<= (* (- ?ask ?bid) 10000) (* 8 ?bid)))))
  => (assert (tight (s ?s) (v ?v))))
(defrule wild
  (logical (turnover (sym ?s) (vol ?x&:(> ?x 300)) (volume ?y&:(> ?y 2000))))
  => (assert (wild (s ?s))))
(defrule torn
  (logical (signal (sym ?s) (strategy ?a) (side 1)) (signal (sym ?s) (strategy ?b) (side -1)))
  => (assert (torn (s ?s) (a ?a) (b ?b))))
(defrule agreed
  (logical (trend (sym ?s) (minutes 1) (side ?d)) (trend (sym ?s) (minutes 5) (side ?d)) (trend (sym ?s) (minutes 15) (side ?d)))
  => (assert (agreed (s ?s) (d ?d))))
(defrule strong
  (logical (signal (sym ?s) (strategy ?a) (side 1) (score ?x&:(>= ?x 60))) (agreed (s ?s) (d 1)))
  => (assert (strong (s ?s) (a ?a))))
(defrule crowded
  (logical (position (sym ?p) (lots ?q&:(> ?q 0))) (together (a ?p) (b ?s) (percent ?r&:(>= ?r 90))))
  => (assert (crowded (s ?s) (p ?p))))
(defrule worth
  (logical (plan (sym ?s) (stop ?stop) (target ?target))
           (quote (sym ?s) (venue ?v) (ask ?ask&:(and (> ?ask ?stop) (>= (- ?target ?ask) (* 2 (- ?ask ?stop)))))))
  => (assert (worth (s ?s) (v ?v))))
(defrule buy
  (logical (tight (s ?s) (v ?v)) (worth (s ?s) (v ?v)) (exists (strong (s ?s)))
           (not (torn (s ?s))) (not (wild (s ?s))) (not (crowded (s ?s))))
  => (assert (buy (s ?s) (v ?v))))
