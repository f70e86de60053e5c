"""Gradient-boosted trees, one set a regime, and the regime's own small model; both written as ONNX by hand."""
import json

import numpy as np
import onnx
import xgboost
from onnx import TensorProto, helper, numpy_helper
from sklearn.linear_model import LogisticRegression

REGIMES = ["/normal", "/trending", "/low_volatility", "/volatile", "/flash_crash"]
FEWEST_ROWS = 1000


def train(learn, check, seed, rounds=40):
    """The newest row of each sample; stops when the check rows gain nothing more."""
    booster = xgboost.train(
        {"objective": "multi:softprob", "num_class": 3, "max_depth": 3, "eta": 0.15, "subsample": 0.8, "colsample_bytree": 0.8,
         "min_child_weight": 20, "lambda": 5.0, "seed": seed, "nthread": 1, "tree_method": "hist"},
        xgboost.DMatrix(learn.x[:, -1], label=learn.y), num_boost_round=rounds,
        evals=[(xgboost.DMatrix(check.x[:, -1], label=check.y), "check")], early_stopping_rounds=6, verbose_eval=False)
    return booster[:booster.best_iteration + 1]


def train_all(learn, check, seed):
    """One set a regime; a regime with too few rows, to learn or to check, has the set of all rows. Returns the sets and which are shared."""
    everything = train(learn, check, seed)
    sets, shared = [], []
    for regime in range(len(REGIMES)):
        few = (learn.regime == regime).sum() < FEWEST_ROWS or (check.regime == regime).sum() < FEWEST_ROWS // 8
        sets.append(everything if few else train(learn.take(learn.regime == regime), check.take(check.regime == regime), seed))
        shared.append(bool(few))
    return sets, shared


def probabilities(sets, rows):
    found = np.zeros((len(rows), 3))
    for regime, booster in enumerate(sets):
        at = rows.regime == regime
        if at.any():
            found[at] = booster.predict(xgboost.DMatrix(rows.x[at][:, -1]))
    return found


def noise_probes(learn, seed, probes=5):
    """Gain of each feature beside the gain of columns of pure noise: what does no better than noise tells nothing."""
    noise = np.random.default_rng(seed).standard_normal((len(learn), probes)).astype(np.float32)
    matrix = xgboost.DMatrix(np.concatenate([learn.x[:, -1], noise], axis=1), label=learn.y)
    booster = xgboost.train({"objective": "multi:softprob", "num_class": 3, "max_depth": 3, "eta": 0.15, "subsample": 0.8,
                             "min_child_weight": 20, "seed": seed, "nthread": 1, "tree_method": "hist"}, matrix, num_boost_round=30)
    gain = booster.get_score(importance_type="total_gain")
    width = learn.x.shape[2]
    values = [gain.get(f"f{i}", 0.0) for i in range(width + probes)]
    return values[:width], max(values[width:])


def export(booster, path, features):
    """TreeEnsembleRegressor gives the three margins, Softmax makes them probabilities."""
    nodes = {k: [] for k in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids", "missing_value_tracks_true")}
    targets = {k: [] for k in ("treeids", "nodeids", "ids", "weights")}
    for tree, text in enumerate(booster.get_dump(dump_format="json")):
        _add(json.loads(text), tree, nodes, targets)
    config = json.loads(booster.save_config())
    base = float(config["learner"]["learner_model_param"]["base_score"])
    attributes = {"nodes_" + k: v for k, v in nodes.items()} | {"target_" + k: v for k, v in targets.items()}
    ensemble = helper.make_node("TreeEnsembleRegressor", ["rows"], ["margins"], domain="ai.onnx.ml", n_targets=3,
                                aggregate_function="SUM", post_transform="NONE", base_values=[base] * 3, **attributes)
    _save([ensemble, helper.make_node("Softmax", ["margins"], ["probabilities"], axis=1)], [], path, features, "probabilities", 3)


def _add(node, tree, nodes, targets):
    is_leaf = "leaf" in node
    nodes["treeids"].append(tree)
    nodes["nodeids"].append(node["nodeid"])
    nodes["featureids"].append(0 if is_leaf else int(node["split"][1:]))
    nodes["values"].append(0.0 if is_leaf else float(node["split_condition"]))
    nodes["modes"].append("LEAF" if is_leaf else "BRANCH_LT")
    nodes["truenodeids"].append(0 if is_leaf else node["yes"])
    nodes["falsenodeids"].append(0 if is_leaf else node["no"])
    nodes["missing_value_tracks_true"].append(0)
    if is_leaf:
        targets["treeids"].append(tree)
        targets["nodeids"].append(node["nodeid"])
        targets["ids"].append(tree % 3)
        targets["weights"].append(float(node["leaf"]))
    else:
        for child in node["children"]:
            _add(child, tree, nodes, targets)


class RegimeModel:
    """Multinomial logistic regression: which regime holds some bars from now. Regimes that the data never showed have (almost) no chance."""

    def __init__(self, learn, mean, std):
        known = np.isfinite(learn.regime_ahead)
        self.mean, self.std = mean, std
        fitted = LogisticRegression(max_iter=2000, C=0.5).fit(self._standard(learn.x[known][:, -1], learn.regime[known]), learn.regime_ahead[known].astype(int))
        width = learn.x.shape[2] + len(REGIMES)
        self.weights, self.bias = np.zeros((width, len(REGIMES))), np.full(len(REGIMES), -12.0)
        coefficients, intercept = fitted.coef_, fitted.intercept_
        if len(fitted.classes_) == 2:
            coefficients, intercept = np.concatenate([-coefficients, coefficients]) / 2, np.concatenate([-intercept, intercept]) / 2
        for row, regime in enumerate(fitted.classes_):
            self.weights[:, regime], self.bias[regime] = coefficients[row], intercept[row]

    def _standard(self, x, regime):
        return np.concatenate([np.clip((x - self.mean) / self.std, -8, 8), np.eye(len(REGIMES))[regime]], axis=1)

    def probabilities(self, rows):
        margins = self._standard(rows.x[:, -1].astype(np.float64), rows.regime) @ self.weights + self.bias
        odds = np.exp(margins - margins.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)

    def export(self, path, features):
        """Input: the newest row with the one-hot regime behind it."""
        width = features + len(REGIMES)
        pad = np.zeros(len(REGIMES))
        constants = {"mean": np.concatenate([self.mean, pad]), "std": np.concatenate([self.std, pad + 1]), "low": np.array(-8.0), "high": np.array(8.0),
                     "weights": self.weights, "bias": self.bias}
        tensors = [numpy_helper.from_array(np.asarray(v, dtype=np.float32), k) for k, v in constants.items()]
        graph = [helper.make_node("Sub", ["rows", "mean"], ["centred"]), helper.make_node("Div", ["centred", "std"], ["scaled"]),
                 helper.make_node("Clip", ["scaled", "low", "high"], ["clipped"]), helper.make_node("MatMul", ["clipped", "weights"], ["products"]),
                 helper.make_node("Add", ["products", "bias"], ["margins"]), helper.make_node("Softmax", ["margins"], ["probabilities"], axis=1)]
        _save(graph, tensors, path, width, "probabilities", len(REGIMES))


def _save(graph, tensors, path, features, output, classes):
    made = helper.make_model(
        helper.make_graph(graph, "model", [helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["batch", features])],
                          [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", classes])], tensors),
        opset_imports=[helper.make_opsetid("", 14), helper.make_opsetid("ai.onnx.ml", 1)], producer_name="cryptoscalp")
    made.ir_version = 7
    onnx.checker.check_model(made)
    onnx.save(made, path)
