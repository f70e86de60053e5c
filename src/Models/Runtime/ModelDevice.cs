namespace CryptoScalp.Rules.Models;

/// <summary>What models are run on.</summary>
public enum ModelDevice
{
    /// <summary>The processor: always there.</summary>
    Cpu,

    /// <summary>NVIDIA CUDA: needs the runtime's GPU package and a card; falls back to the processor with a warning.</summary>
    Cuda,

    /// <summary>NVIDIA TensorRT; the same.</summary>
    TensorRt,
}
