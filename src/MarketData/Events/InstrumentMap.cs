using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.MarketData;

/// <summary>A dictionary by instrument that finds the objects of a feed by reference first: comparing them by value means hashing two texts on every event.</summary>
/// <remarks>As long as a feed hands out one object for each of its instruments (<see cref="Instrument"/>), a look-up costs a few nanoseconds. Single-threaded.</remarks>
/// <typeparam name="T">What is kept for an instrument.</typeparam>
public sealed class InstrumentMap<T>
    where T : class
{
    /// <summary>A power of two, several times the instruments of a usual run.</summary>
    private const int Slots = 256;

    private readonly Dictionary<Instrument, T> _byValue = [];
    private readonly (Instrument? Instrument, T? Found)[] _byReference = new (Instrument?, T?)[Slots];

    /// <summary>Everything kept, in no order that means anything.</summary>
    public IReadOnlyCollection<T> Values => _byValue.Values;

    /// <summary>Null when nothing is kept for the instrument.</summary>
    public T? Find(Instrument instrument)
    {
        ref (Instrument? Instrument, T? Found) slot = ref _byReference[RuntimeHelpers.GetHashCode(instrument) & (Slots - 1)];
        if (ReferenceEquals(slot.Instrument, instrument))
        {
            return slot.Found;
        }

        if (_byValue.TryGetValue(instrument, out T? found))
        {
            slot = (instrument, found);
        }

        return found;
    }

    /// <exception cref="ArgumentException">Something is kept for it already.</exception>
    public void Add(Instrument instrument, T value) => _byValue.Add(instrument, value);
}
