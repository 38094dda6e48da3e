"""A tokenizer of 256 bytes and a chat template of our own, so that nothing has to be downloaded."""
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast

TEMPLATE = """{%- if tools %}<|start|>tools
{%- for tool in tools %}
{{ tool | tojson }}
{%- endfor %}<|end|>
{% endif %}
{%- for message in messages %}
{%- if message.role == 'assistant' %}<|start|>assistant
{% generation %}
{%- if message.tool_calls %}
{%- for call in message.tool_calls %}<call>{{ call.function | tojson }}</call>{% endfor %}
{%- else %}{{ message.content }}{% endif %}<|end|>{% endgeneration %}
{% else %}<|start|>{{ message.role }}
{{ message.content }}<|end|>
{% endif %}
{%- endfor %}
{%- if add_generation_prompt %}<|start|>assistant
{% endif %}"""


def byte_tokenizer():
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={symbol: at for at, symbol in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = {"eos_token": "<|end|>", "pad_token": "<|pad|>", "additional_special_tokens": ["<|start|>"]}
    made = PreTrainedTokenizerFast(tokenizer_object=tokenizer, clean_up_tokenization_spaces=False, **special)
    made.chat_template = TEMPLATE
    return made
