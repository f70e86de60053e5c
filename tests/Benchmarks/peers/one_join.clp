; The rule of programs/one_join.rules for CLIPS 6.30.
(deftemplate quote (slot sym) (slot venue) (slot bid) (slot ask))
(deftemplate gap (slot s) (slot buy) (slot sell))

(defrule gap
  (logical (quote (sym ?s) (venue ?buy) (ask ?ask))
           (quote (sym ?s) (venue ?sell&~?buy) (bid ?bid&:(> (* (- ?bid ?ask) 10000) (* 3 ?ask)))))
  => (assert (gap (s ?s) (buy ?buy) (sell ?sell))))
