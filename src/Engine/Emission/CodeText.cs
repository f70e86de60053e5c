using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Security.Cryptography;

namespace CryptoScalp.Rules.Engine;

/// <summary>A local variable of a method that is being written.</summary>
/// <param name="Number">Counts the method's locals from 0.</param>
internal sealed record CodeLocal(int Number);

/// <summary>A place in a method that is being written.</summary>
/// <param name="Number">Counts the method's places from 0.</param>
internal readonly record struct CodeLabel(int Number);

/// <summary>A method as a list of instructions, so that it can be compared with others before machine code is made of it. Single-threaded.</summary>
/// <remarks>As <see cref="ILGenerator"/>, which cannot be read back. Two texts are equal when they do the same with the same frame: nothing else stands in them.</remarks>
internal sealed class CodeText
{
    private readonly List<Instruction> _instructions = [];
    private readonly List<Type> _locals = [];
    private int _labels;

    private enum Operand : byte
    {
        None,
        Int,
        Long,
        Local,
        Label,
        Mark,
        Method,
    }

    public CodeLocal DeclareLocal(Type type)
    {
        _locals.Add(type);
        return new CodeLocal(_locals.Count - 1);
    }

    public CodeLabel DefineLabel() => new(_labels++);

    public void MarkLabel(CodeLabel label) => Add(OpCodes.Nop, Operand.Mark, label.Number);

    public void Emit(OpCode code) => Add(code, Operand.None, 0);

    public void Emit(OpCode code, int operand) => Add(code, Operand.Int, operand);

    public void Emit(OpCode code, long operand) => Add(code, Operand.Long, operand);

    public void Emit(OpCode code, CodeLocal local) => Add(code, Operand.Local, local.Number);

    public void Emit(OpCode code, CodeLabel label) => Add(code, Operand.Label, label.Number);

    public void Emit(OpCode code, MethodInfo method) => _instructions.Add(new Instruction(code, Operand.Method, method.MetadataToken, method));

    /// <summary>SHA-256 over all that the method does. Methods are named by their tokens: each is of this assembly.</summary>
    public string Hash()
    {
        byte[] bytes = new byte[(_instructions.Count * 11) + (_locals.Count * 8)];
        Span<byte> rest = bytes;
        foreach (Instruction instruction in _instructions)
        {
            BinaryPrimitives.WriteInt16LittleEndian(rest, instruction.Code.Value);
            rest[2] = (byte)instruction.Kind;
            BinaryPrimitives.WriteInt64LittleEndian(rest[3..], instruction.Number);
            rest = rest[11..];
        }

        foreach (Type type in _locals)
        {
            BinaryPrimitives.WriteInt64LittleEndian(rest, type.TypeHandle.Value);
            rest = rest[8..];
        }

        return Convert.ToHexString(SHA256.HashData(bytes));
    }

    public void WriteTo(ILGenerator code)
    {
        LocalBuilder[] locals = [.. _locals.Select(code.DeclareLocal)];
        Label[] labels = [.. Enumerable.Range(0, _labels).Select(_ => code.DefineLabel())];
        foreach (Instruction instruction in _instructions)
        {
            Write(code, instruction, locals, labels);
        }
    }

    private static void Write(ILGenerator code, in Instruction instruction, LocalBuilder[] locals, Label[] labels)
    {
        switch (instruction.Kind)
        {
            case Operand.None: code.Emit(instruction.Code); break;
            case Operand.Int: code.Emit(instruction.Code, (int)instruction.Number); break;
            case Operand.Long: code.Emit(instruction.Code, instruction.Number); break;
            case Operand.Local: code.Emit(instruction.Code, locals[instruction.Number]); break;
            case Operand.Label: code.Emit(instruction.Code, labels[instruction.Number]); break;
            case Operand.Mark: code.MarkLabel(labels[instruction.Number]); break;
            case Operand.Method: code.Emit(instruction.Code, instruction.Method!); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Add(OpCode code, Operand kind, long number) => _instructions.Add(new Instruction(code, kind, number, null));

    private readonly record struct Instruction(OpCode Code, Operand Kind, long Number, MethodInfo? Method);
}
