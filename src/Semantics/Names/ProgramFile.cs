using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>One file of a program with the package it belongs to.</summary>
internal sealed record ProgramFile(SyntaxTree Tree, PackageScope Scope);
